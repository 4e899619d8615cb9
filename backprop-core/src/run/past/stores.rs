//! The stores themselves, of which there are some on x86-64.

use core::arch::asm;
use core::arch::x86_64::_mm_sfence;
use core::mem::size_of;
use core::ops::{Index, IndexMut, RangeFrom, RangeTo};

use super::Piece;
use crate::Float;
use crate::chunks::Written;

/// A slice that is written past the caches. There is no way to read it: that would have to wait for a [`Fence`].
#[repr(transparent)]
pub(in crate::run) struct Past<F>([F]);

/// Before anything else touches what has been written past the caches, it has to arrive: which is when this is dropped.
pub(in crate::run) struct Fence(());

impl Fence {
    /// The fence, and the slices until it is dropped.
    #[inline(always)]
    pub(in crate::run) fn before<F, const W: usize>(
        written: [&mut [F]; W],
    ) -> (Self, [&mut Past<F>; W]) {
        (Self(()), written.map(Past::of))
    }
}

impl Drop for Fence {
    #[inline(always)]
    fn drop(&mut self) {
        #[expect(unsafe_code, reason = "nothing else waits for stores")]
        // SAFETY: every processor of this kind has SSE.
        unsafe {
            _mm_sfence();
        }
    }
}

impl<F> Past<F> {
    #[inline(always)]
    fn of(slice: &mut [F]) -> &mut Self {
        let slice: *mut [F] = slice;
        #[expect(unsafe_code, reason = "nothing else makes a reference to such a type")]
        // SAFETY: it is the same memory, for the same time, as a type that is laid out in the same way.
        unsafe {
            &mut *(slice as *mut Self)
        }
    }
}

macro_rules! part {
    ($range:ty) => {
        impl<F> Index<$range> for Past<F> {
            type Output = Self;

            /// There is nothing to be read.
            #[inline(always)]
            fn index(&self, _: $range) -> &Self {
                self
            }
        }

        impl<F> IndexMut<$range> for Past<F> {
            #[inline(always)]
            fn index_mut(&mut self, range: $range) -> &mut Self {
                Self::of(&mut self.0[range])
            }
        }
    };
}

part!(RangeFrom<usize>);
part!(RangeTo<usize>);

impl<F: Float> Written<F> for Past<F> {
    #[inline(always)]
    fn write<const N: usize>(&mut self, start: usize, numbers: &[F; N]) {
        const SIZE: usize = size_of::<Piece>();
        let to = &mut self.0[start..][..N];
        let bytes = size_of::<[F; N]>();
        // What is no piece, such as a row of a single number, is stored as it always is.
        if !bytes.is_multiple_of(SIZE) || !to.as_ptr().cast::<Piece>().is_aligned() {
            to.copy_from_slice(numbers);
            return;
        }
        let (to, from) = (to.as_mut_ptr(), numbers.as_ptr());
        #[expect(unsafe_code, reason = "nothing else stores past the caches")]
        // SAFETY: the pieces are inside of both arrays, which have the same number of bytes; where they are written is
        // aligned, as all pieces behind an aligned one are. Nothing reads what is written before the fence: slices of
        // this kind are made beside one, and cannot be read. They are made where the machine has AVX2.
        unsafe {
            let mut at = 0;
            while at < bytes {
                asm!(
                    "vmovups {piece}, [{from}]",
                    "vmovntps [{to}], {piece}",
                    from = in(reg) from.byte_add(at),
                    to = in(reg) to.byte_add(at),
                    piece = out(xmm_reg) _,
                    options(nostack, preserves_flags),
                );
                at += SIZE;
            }
        }
    }
}
