//! Functions as calls: compiled in this crate, and not once more wherever a loop needs them.
//!
//! A call takes 64 numbers, or 8, which are computed in the registers of the machine that it runs
//! on: to find out costs as much as to load a number. In 64 numbers there are enough that do not
//! wait for each other to keep a processor busy, which would otherwise wait for one operation after
//! the other. Where there are fewer the last one is repeated; for a single number, no register is
//! too narrow.

use crate::Float;
use crate::chunks::{FULL, PAIR};

/// How many numbers a call takes where there are at least half as many.
pub(super) const WHOLE: usize = PAIR;

/// How many numbers a call takes of those that are fewer.
pub(super) const PART: usize = 8;

/// What a call reads or gives, where the widest register reaches it by one access to the cache.
#[derive(Clone, Copy)]
#[repr(align(64))]
pub(super) struct Aligned<T>(pub(super) T);

/// A function of so many lanes.
type Call<F, const A: usize, const N: usize> = fn(&Aligned<[[F; N]; A]>) -> Aligned<[F; N]>;

/// The function of any number of lanes, by calls for 64, for 8, and for one.
#[inline(always)]
pub(super) fn in_pieces<F: Float, const A: usize, const N: usize>(
    arguments: &[[F; N]; A],
    whole: Call<F, A, WHOLE>,
    part: Call<F, A, PART>,
    one: impl Fn([F; A]) -> F,
) -> [F; N] {
    let mut result = [F::ZERO; N];
    let mut start = 0;
    while N - start >= FULL {
        let count = (N - start).min(WHOLE);
        let Aligned(piece) = whole(&piece(arguments, start));
        result[start..][..count].copy_from_slice(&piece[..count]);
        start += count;
    }
    while N - start > 1 {
        let count = (N - start).min(PART);
        let Aligned(piece) = part(&piece(arguments, start));
        result[start..][..count].copy_from_slice(&piece[..count]);
        start += count;
    }
    if start < N {
        result[start] = one(arguments.map(|argument| argument[start]));
    }
    result
}

/// The function of 64 numbers, by calls for 8.
#[cfg(all(target_arch = "x86_64", feature = "std"))]
#[inline(never)]
pub(super) fn by_parts<F: Float, const A: usize>(
    Aligned(arguments): &Aligned<[[F; WHOLE]; A]>,
    part: Call<F, A, PART>,
) -> Aligned<[F; WHOLE]> {
    let mut result = [F::ZERO; WHOLE];
    for (index, result) in result.as_chunks_mut::<PART>().0.iter_mut().enumerate() {
        Aligned(*result) = part(&piece(arguments, PART * index));
    }
    Aligned(result)
}

/// Some of the lanes; where there are not so many, the last one stands in for the others.
#[inline(always)]
fn piece<F: Float, const A: usize, const N: usize, const P: usize>(
    arguments: &[[F; N]; A],
    start: usize,
) -> Aligned<[[F; P]; A]> {
    let mut piece = [[F::ZERO; P]; A];
    for (piece, argument) in piece.iter_mut().zip(arguments) {
        if N - start >= P {
            piece.copy_from_slice(&argument[start..][..P]);
            continue;
        }
        let mut lane = 0;
        while lane < P {
            piece[lane] = argument[(start + lane).min(N - 1)];
            lane += 1;
        }
    }
    Aligned(piece)
}

/// `compiled!(f32, module::function(x), 1)` is the function of the array x, by calls.
///
/// For the narrowest registers of such machines that have wider ones there is no code for 64
/// numbers: old processors do not need it, and it would be compiled in vain on all others.
macro_rules! compiled {
    ($float:ident, $module:ident::$function:ident($($argument:ident),*), $count:literal) => {{
        /// Inlined, like the next one, so that a loop calls what it needs and not what chooses that.
        #[inline(always)]
        fn whole(arguments: &Aligned<[[$float; WHOLE]; $count]>) -> Aligned<[$float; WHOLE]> {
            #[cfg(all(target_arch = "x86_64", feature = "std"))]
            {
                compiled!(@for "avx512f,avx512dq,avx512bw,avx512vl", widest, WHOLE, $float, $module::$function($($argument),*), $count);
                compiled!(@for "avx2,fma", wide, WHOLE, $float, $module::$function($($argument),*), $count);

                #[expect(unsafe_code, reason = "nothing else can call code for such a machine")]
                match registers() {
                    // SAFETY: the machine has the features for which the function is compiled.
                    Registers::Widest => unsafe { widest(arguments) },
                    // SAFETY: the same.
                    Registers::Wide => unsafe { wide(arguments) },
                    Registers::Narrow => by_parts(arguments, part),
                }
            }

            #[cfg(not(all(target_arch = "x86_64", feature = "std")))]
            {
                compiled!(@narrow, WHOLE, $float, $module::$function($($argument),*), $count);
                narrow(arguments)
            }
        }

        #[inline(always)]
        fn part(arguments: &Aligned<[[$float; PART]; $count]>) -> Aligned<[$float; PART]> {
            compiled!(@narrow, PART, $float, $module::$function($($argument),*), $count);

            #[cfg(all(target_arch = "x86_64", feature = "std"))]
            if registers() >= Registers::Wide {
                compiled!(@for "avx2,fma", wide, PART, $float, $module::$function($($argument),*), $count);

                #[expect(unsafe_code, reason = "nothing else can call code for such a machine")]
                // SAFETY: the machine has the features for which the function is compiled.
                return unsafe { wide(arguments) };
            }
            narrow(arguments)
        }

        #[inline(never)]
        fn one($($argument: $float),*) -> $float {
            let [result] = $module::$function($([$argument]),*);
            result
        }

        in_pieces(&[$($argument),*], whole, part, |[$($argument),*]| one($($argument),*))
    }};
    (@for $features:literal, $name:ident, $lanes:ident, $float:ident,
     $module:ident::$function:ident($($argument:ident),*), $count:literal) => {
        #[inline(never)]
        #[target_feature(enable = $features)]
        fn $name(
            Aligned([$($argument),*]): &Aligned<[[$float; $lanes]; $count]>,
        ) -> Aligned<[$float; $lanes]> {
            Aligned($module::$function($(*$argument),*))
        }
    };
    (@narrow, $lanes:ident, $float:ident, $module:ident::$function:ident($($argument:ident),*), $count:literal) => {
        #[inline(never)]
        fn narrow(
            Aligned([$($argument),*]): &Aligned<[[$float; $lanes]; $count]>,
        ) -> Aligned<[$float; $lanes]> {
            Aligned($module::$function($(*$argument),*))
        }
    };
}

pub(super) use compiled;
