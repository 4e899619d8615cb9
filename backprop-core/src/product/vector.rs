use super::pack::Panel;
use super::tile::Sweep;
use crate::Float;

/// The most lanes that a vector has.
pub(super) const WIDEST: usize = 16;

/// Some elements that are computed with side by side: a register of the processor.
///
/// # Safety
///
/// The methods but `sweep` and `pack` may be called only inside of these two, where the instructions
/// that they need are switched on; that is why they are inlined always. The two may be called only on
/// a processor that has these instructions. `load` and `store` access `LANES`
/// elements from `pointer` on, `load_first` and `store_first` only the first `count` ≤ `LANES`.
pub(super) trait Vector: Copy {
    /// What a lane holds.
    type Element: Float;
    /// The number of lanes.
    const LANES: usize;
    /// The rows of a tile, two vectors wide, whose sums fit in the registers.
    const ROWS: usize;

    /// `value` in every lane.
    unsafe fn splat(value: Self::Element) -> Self;
    /// `LANES` elements.
    unsafe fn load(pointer: *const Self::Element) -> Self;
    /// `count` elements, and zeros.
    unsafe fn load_first(pointer: *const Self::Element, count: usize) -> Self;
    /// Writes all lanes.
    unsafe fn store(self, pointer: *mut Self::Element);
    /// Writes the first `count` lanes.
    unsafe fn store_first(self, pointer: *mut Self::Element, count: usize);
    /// `self` + `other`.
    unsafe fn add(self, other: Self) -> Self;
    /// `self` · `factor` + `summand`.
    unsafe fn multiply_add(self, factor: Self, summand: Self) -> Self;
    /// `self` and `other`, after the odd runs of `D` lanes of `self` have changed places with the even
    /// ones of `other`: lane i of the first is `self[i]` where i & D = 0 and otherwise `other[i - D]`,
    /// lane i of the second `self[i + D]` or `other[i]`.
    unsafe fn exchange<const D: usize>(self, other: Self) -> (Self, Self);
    /// [`pack_panel`](super::pack::pack_panel) with these vectors.
    unsafe fn pack(panel: &Panel<Self::Element>);
    /// [`sweep`](super::tile::sweep) with these vectors.
    unsafe fn sweep<const R: usize>(sweep: &Sweep<Self::Element>);
}

/// Whether a multiplication and an addition that are rounded once are one instruction; elsewhere
/// `mul_add` would be a slow function.
const FUSED: bool = cfg!(all(
    feature = "std",
    any(target_arch = "aarch64", target_feature = "fma")
));

/// An array, for processors about which nothing is known: the compiler makes of it what it can.
///
/// The loops over lanes are bare, since every tile contains each of them many times.
#[derive(Clone, Copy)]
pub(super) struct Lanes<F, const N: usize>([F; N]);

impl<F: Float, const N: usize> Vector for Lanes<F, N> {
    type Element = F;
    const LANES: usize = N;
    const ROWS: usize = 4;

    #[inline(always)]
    unsafe fn splat(value: F) -> Self {
        Self([value; N])
    }

    #[inline(always)]
    unsafe fn load(pointer: *const F) -> Self {
        // SAFETY: `N` elements may be read by the contract of `load`; an array is aligned like them.
        Self(unsafe { pointer.cast::<[F; N]>().read() })
    }

    #[inline(always)]
    unsafe fn load_first(pointer: *const F, count: usize) -> Self {
        let mut lanes = [F::ZERO; N];
        let mut lane = 0;
        while lane < N {
            if lane < count {
                // SAFETY: so many elements may be read by the contract.
                lanes[lane] = unsafe { pointer.add(lane).read() };
            }
            lane += 1;
        }
        Self(lanes)
    }

    #[inline(always)]
    unsafe fn store(self, pointer: *mut F) {
        // SAFETY: `N` elements may be written by the contract of `store`.
        unsafe { pointer.cast::<[F; N]>().write(self.0) }
    }

    #[inline(always)]
    unsafe fn store_first(self, pointer: *mut F, count: usize) {
        let mut lane = 0;
        while lane < N {
            if lane < count {
                // SAFETY: so many elements may be written by the contract.
                unsafe { pointer.add(lane).write(self.0[lane]) }
            }
            lane += 1;
        }
    }

    #[inline(always)]
    unsafe fn add(mut self, other: Self) -> Self {
        let mut lane = 0;
        while lane < N {
            self.0[lane] += other.0[lane];
            lane += 1;
        }
        self
    }

    #[inline(always)]
    unsafe fn multiply_add(self, factor: Self, mut summand: Self) -> Self {
        let mut lane = 0;
        while lane < N {
            let (x, y, sum) = (self.0[lane], factor.0[lane], summand.0[lane]);
            summand.0[lane] = if FUSED {
                x.mul_add(y, sum)
            } else {
                x * y + sum
            };
            lane += 1;
        }
        summand
    }

    #[inline(always)]
    unsafe fn exchange<const D: usize>(mut self, mut other: Self) -> (Self, Self) {
        let mut lane = 0;
        while lane < N {
            if lane & D == 0 && lane + D < N {
                core::mem::swap(&mut self.0[lane + D], &mut other.0[lane]);
            }
            lane += 1;
        }
        (self, other)
    }

    unsafe fn pack(panel: &Panel<F>) {
        // SAFETY: the contract is the same, and no instructions are needed.
        unsafe { super::pack::pack_panel::<Self>(panel) }
    }

    unsafe fn sweep<const R: usize>(sweep: &Sweep<F>) {
        // SAFETY: the contract is the same, and no instructions are needed.
        unsafe { super::tile::sweep::<Self, R>(sweep) }
    }
}
