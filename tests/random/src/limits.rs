//! Constants for the graphs to name by a path.

pub(crate) const GAIN: f64 = 1.130_914_337_205_123_3;
pub(crate) const NARROW_GAIN: f32 = 1.130_914_3;
pub(crate) const OFFSET: f64 = -0.372_205_123_309_143_3;

pub(crate) mod narrow {
    pub(crate) const OFFSET: f32 = -0.372_205_13;
}
