//! Code written by hand with the instructions that generated code has.

/// A loop that is compiled twice: for any processor, and for one with AVX2 and FMA.
pub trait Wide {
    /// What it gives.
    type Output;

    /// Runs the loop. It is to be inlined, so that it is compiled for where it is called.
    fn run(self) -> Self::Output;
}

/// Runs a loop with the widest instructions that the processor has.
pub fn run_wide<W: Wide>(wide: W) -> W::Output {
    #[cfg(target_arch = "x86_64")]
    if std::is_x86_feature_detected!("avx2") && std::is_x86_feature_detected!("fma") {
        #[expect(
            unsafe_code,
            reason = "nothing else can call code for such a processor"
        )]
        // SAFETY: the processor has the features for which the function is compiled.
        return unsafe { with_avx2(wide) };
    }
    wide.run()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2,fma")]
fn with_avx2<W: Wide>(wide: W) -> W::Output {
    wide.run()
}
