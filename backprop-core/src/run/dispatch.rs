use core::ops::Range;

use super::LoopNest;
#[cfg(all(target_arch = "x86_64", feature = "std"))]
use super::past::Fence;
use crate::Float;
use crate::chunks::Written;
#[cfg(all(target_arch = "x86_64", feature = "std"))]
use crate::machine::Registers;

/// A loop nest that runs with the widest instructions that the machine has.
pub(super) trait Leaf<F, const O: usize, const W: usize, const V: usize, const S: usize>:
    Sync
{
    /// Does some of the rows, as [`LoopNest::run`] does; what is only written may go past the caches.
    fn run_wide(
        &self,
        rows: Range<usize>,
        outputs: [&mut [F]; O],
        written: [&mut [F]; W],
        vectors: [&mut [F]; V],
        scratch: &mut [F],
        past: bool,
    ) -> [F; S];
}

/// The nest's method is inlined twice, for two machines; where it has arrays that it only writes, once more, for large ones.
impl<F, K, const O: usize, const W: usize, const V: usize, const S: usize> Leaf<F, O, W, V, S> for K
where
    F: Float,
    K: LoopNest<F, O, W, V, S>,
{
    #[inline]
    fn run_wide(
        &self,
        rows: Range<usize>,
        outputs: [&mut [F]; O],
        written: [&mut [F]; W],
        vectors: [&mut [F]; V],
        scratch: &mut [F],
        past: bool,
    ) -> [F; S] {
        #[cfg(all(target_arch = "x86_64", feature = "std"))]
        if crate::machine::registers() >= Registers::Wide {
            if const { W > 0 } && past {
                let (_fence, written) = Fence::before(written);
                #[expect(unsafe_code, reason = "nothing else can call code for such a machine")]
                // SAFETY: the machine has the features for which the function is compiled.
                return unsafe { wide(self, rows, outputs, written, vectors, scratch) };
            }
            #[expect(unsafe_code, reason = "as above")]
            // SAFETY: as above.
            return unsafe { wide(self, rows, outputs, written, vectors, scratch) };
        }
        #[cfg(not(all(target_arch = "x86_64", feature = "std")))]
        let _ = past;
        narrow(self, rows, outputs, written, vectors, scratch)
    }
}

/// Not inlined, so that what calls it needs no memory for it where it is not called.
#[inline(never)]
fn narrow<F, K, const O: usize, const W: usize, const V: usize, const S: usize>(
    nest: &K,
    rows: Range<usize>,
    outputs: [&mut [F]; O],
    written: [&mut (impl Written<F> + ?Sized); W],
    vectors: [&mut [F]; V],
    scratch: &mut [F],
) -> [F; S]
where
    F: Float,
    K: LoopNest<F, O, W, V, S>,
{
    nest.run(rows, outputs, written, vectors, scratch)
}

#[cfg(all(target_arch = "x86_64", feature = "std"))]
#[target_feature(enable = "avx2,fma")]
fn wide<F, K, const O: usize, const W: usize, const V: usize, const S: usize>(
    nest: &K,
    rows: Range<usize>,
    outputs: [&mut [F]; O],
    written: [&mut (impl Written<F> + ?Sized); W],
    vectors: [&mut [F]; V],
    scratch: &mut [F],
) -> [F; S]
where
    F: Float,
    K: LoopNest<F, O, W, V, S>,
{
    nest.run(rows, outputs, written, vectors, scratch)
}
