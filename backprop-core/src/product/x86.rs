//! Vectors of AVX2 with FMA, and of AVX-512.
//!
//! A mask is what leaves lanes out: those loads and stores do not touch memory outside of it.

#[allow(
    clippy::wildcard_imports,
    reason = "some fifty intrinsics, all of whose names begin with _mm; not expected, since the lint \
              is silent in tests"
)]
use core::arch::x86_64::*;

use super::kernel::Kernel;
use super::pack::{Panel, pack_panel};
use super::tile::{self, Sweep};
use super::vector::Vector;

macro_rules! implement_vector {
    ($vector:ty, $element:ty, $lanes:literal lanes, $rows:literal rows, $features:literal,
     $splat:ident, $load:ident, $store:ident, $add:ident, $fma:ident,
     |$load_at:ident, $load_mask:ident| $load_first:expr,
     |$to_store:ident, $store_at:ident, $store_mask:ident| $store_first:expr, $mask:ident,
     |$x:ident, $y:ident| { $($distance:literal => $exchange:expr;)* }) => {
        impl Vector for $vector {
            type Element = $element;
            const LANES: usize = $lanes;
            const ROWS: usize = $rows;

            #[inline(always)]
            unsafe fn splat(value: $element) -> Self {
                // SAFETY: the instructions are there, by the contract of the trait.
                unsafe { $splat(value) }
            }

            #[inline(always)]
            unsafe fn load(pointer: *const $element) -> Self {
                // SAFETY: as in `splat`; `LANES` elements may be read, and need no alignment.
                unsafe { $load(pointer) }
            }

            #[inline(always)]
            unsafe fn load_first($load_at: *const $element, count: usize) -> Self {
                let $load_mask = $mask(count);
                // SAFETY: as in `splat`; only the first `count` lanes are read.
                unsafe { $load_first }
            }

            #[inline(always)]
            unsafe fn store(self, pointer: *mut $element) {
                // SAFETY: as in `splat`; `LANES` elements may be written, and need no alignment.
                unsafe { $store(pointer, self) }
            }

            #[inline(always)]
            unsafe fn store_first(self, $store_at: *mut $element, count: usize) {
                let ($to_store, $store_mask) = (self, $mask(count));
                // SAFETY: as in `splat`; only the first `count` lanes are written.
                unsafe { $store_first }
            }

            #[inline(always)]
            unsafe fn add(self, other: Self) -> Self {
                // SAFETY: as in `splat`.
                unsafe { $add(self, other) }
            }

            #[inline(always)]
            unsafe fn multiply_add(self, factor: Self, summand: Self) -> Self {
                // SAFETY: as in `splat`.
                unsafe { $fma(self, factor, summand) }
            }

            #[inline(always)]
            unsafe fn exchange<const D: usize>(self, other: Self) -> (Self, Self) {
                let ($x, $y) = (self, other);
                match D {
                    // SAFETY: as in `splat`.
                    $($distance => unsafe { $exchange },)*
                    _ => ($x, $y),
                }
            }

            #[target_feature(enable = $features)]
            unsafe fn pack(panel: &Panel<$element>) {
                // SAFETY: the contract is the same; the instructions are switched on here.
                unsafe { pack_panel::<Self>(panel) }
            }

            #[target_feature(enable = $features)]
            unsafe fn sweep<const R: usize>(sweep: &Sweep<$element>) {
                // SAFETY: the contract is the same; the instructions are switched on here.
                unsafe { tile::sweep::<Self, R>(sweep) }
            }
        }
    };
}

/// The lowest `count` of 16 bits.
#[inline(always)]
fn mask16(count: usize) -> __mmask16 {
    __mmask16::MAX >> (16 - count.clamp(1, 16))
}

/// The lowest `count` of 8 bits.
#[inline(always)]
fn mask8(count: usize) -> __mmask8 {
    __mmask8::MAX >> (8 - count.clamp(1, 8))
}

/// From the element `8 - count` on, `count` lanes are on, and those up to the eighth off.
static WINDOW32: [i32; 16] = [-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0];
/// The same for four lanes.
static WINDOW64: [i64; 8] = [-1, -1, -1, -1, 0, 0, 0, 0];

#[inline(always)]
fn lanes32(count: usize) -> __m256i {
    // SAFETY: eight elements from 8 - count on, which is 0 to 8, are in the window.
    unsafe {
        WINDOW32
            .as_ptr()
            .add(8 - count.min(8))
            .cast::<__m256i>()
            .read_unaligned()
    }
}

#[inline(always)]
fn lanes64(count: usize) -> __m256i {
    // SAFETY: four elements from 4 - count on, which is 0 to 4, are in the window.
    unsafe {
        WINDOW64
            .as_ptr()
            .add(4 - count.min(4))
            .cast::<__m256i>()
            .read_unaligned()
    }
}

implement_vector!(
    __m512, f32, 16 lanes, 12 rows, "avx512f",
    _mm512_set1_ps, _mm512_loadu_ps, _mm512_storeu_ps, _mm512_add_ps, _mm512_fmadd_ps,
    |pointer, mask| _mm512_maskz_loadu_ps(mask, pointer),
    |vector, pointer, mask| _mm512_mask_storeu_ps(pointer, mask, vector),
    mask16,
    |x, y| {
        1 => (_mm512_mask_moveldup_ps(x, 0xAAAA, y), _mm512_mask_movehdup_ps(y, 0x5555, x));
        2 => (_mm512_shuffle_ps::<0x44>(x, y), _mm512_shuffle_ps::<0xEE>(x, y));
        4 => {
            // Four of these lanes are two of `f64`.
            let (x, y) = (_mm512_castps_pd(x), _mm512_castps_pd(y));
            let (x, y) = x.exchange::<2>(y);
            (_mm512_castpd_ps(x), _mm512_castpd_ps(y))
        };
        8 => (_mm512_shuffle_f32x4::<0x44>(x, y), _mm512_shuffle_f32x4::<0xEE>(x, y));
    }
);
implement_vector!(
    __m512d, f64, 8 lanes, 12 rows, "avx512f",
    _mm512_set1_pd, _mm512_loadu_pd, _mm512_storeu_pd, _mm512_add_pd, _mm512_fmadd_pd,
    |pointer, mask| _mm512_maskz_loadu_pd(mask, pointer),
    |vector, pointer, mask| _mm512_mask_storeu_pd(pointer, mask, vector),
    mask8,
    |x, y| {
        1 => (_mm512_unpacklo_pd(x, y), _mm512_unpackhi_pd(x, y));
        2 => (
            _mm512_mask_permutex_pd::<0x44>(x, 0b1100_1100, y),
            _mm512_mask_permutex_pd::<0xEE>(y, 0b0011_0011, x),
        );
        4 => (_mm512_shuffle_f64x2::<0x44>(x, y), _mm512_shuffle_f64x2::<0xEE>(x, y));
    }
);
implement_vector!(
    __m256, f32, 8 lanes, 6 rows, "avx2,fma",
    _mm256_set1_ps, _mm256_loadu_ps, _mm256_storeu_ps, _mm256_add_ps, _mm256_fmadd_ps,
    |pointer, mask| _mm256_maskload_ps(pointer, mask),
    |vector, pointer, mask| _mm256_maskstore_ps(pointer, mask, vector),
    lanes32,
    |x, y| {
        1 => (
            _mm256_blend_ps::<0xAA>(x, _mm256_moveldup_ps(y)),
            _mm256_blend_ps::<0xAA>(_mm256_movehdup_ps(x), y),
        );
        2 => (_mm256_shuffle_ps::<0x44>(x, y), _mm256_shuffle_ps::<0xEE>(x, y));
        4 => (_mm256_permute2f128_ps::<0x20>(x, y), _mm256_permute2f128_ps::<0x31>(x, y));
    }
);
implement_vector!(
    __m256d, f64, 4 lanes, 6 rows, "avx2,fma",
    _mm256_set1_pd, _mm256_loadu_pd, _mm256_storeu_pd, _mm256_add_pd, _mm256_fmadd_pd,
    |pointer, mask| _mm256_maskload_pd(pointer, mask),
    |vector, pointer, mask| _mm256_maskstore_pd(pointer, mask, vector),
    lanes64,
    |x, y| {
        1 => (_mm256_unpacklo_pd(x, y), _mm256_unpackhi_pd(x, y));
        2 => (_mm256_permute2f128_pd::<0x20>(x, y), _mm256_permute2f128_pd::<0x31>(x, y));
    }
);

/// Whether the processor has some instruction sets: asked of the processor with `std`, once; without
/// it, what the compiler may take for granted.
macro_rules! has {
    ($($feature:tt),*) => {{
        #[cfg(feature = "std")]
        let has = $(std::is_x86_feature_detected!($feature))&&*;
        #[cfg(not(feature = "std"))]
        let has = cfg!(all($(target_feature = $feature),*));
        has
    }};
}

/// The kernels for `f32` whose instructions the processor has, the widest first.
pub(super) fn single() -> [Option<Kernel<f32>>; 2] {
    [
        has!("avx512f").then_some(const { Kernel::of::<__m512>() }),
        has!("avx2", "fma").then_some(const { Kernel::of::<__m256>() }),
    ]
}

/// The same for `f64`.
pub(super) fn double() -> [Option<Kernel<f64>>; 2] {
    [
        has!("avx512f").then_some(const { Kernel::of::<__m512d>() }),
        has!("avx2", "fma").then_some(const { Kernel::of::<__m256d>() }),
    ]
}
