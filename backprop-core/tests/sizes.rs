//! What is said of sizes that do not fit.
#![cfg(feature = "ndarray")]

use backprop_core::ShapeError;
use backprop_core::tensor::{Named, Site, cotangent, fits, literal};

fn site(input: &'static str, axis: usize) -> Site {
    Site { input, axis }
}

#[track_caller]
fn check(result: Result<(), ShapeError>, message: &str) -> ShapeError {
    let error = result.unwrap_err();
    assert_eq!(error.to_string(), message);
    error
}

#[test]
fn the_first_axis_sets_a_size_and_the_others_agree() {
    let mut n = Named::new("Mlp", "batch");
    assert_eq!(n.get(), 0);
    n.meet(32, 0, site("x", 0)).unwrap();
    assert_eq!(n.get(), 32);
    n.meet(32, 0, site("labels", 0)).unwrap();
    n.meet(33, 1, site("more", 0)).unwrap();
    n.meet(30, -2, site("fewer", 0)).unwrap();
    assert_eq!(n.get(), 32);

    let error = check(
        n.meet(31, 0, site("labels", 0)),
        "in `Mlp`, axis 0 of `labels` has size 31, but `batch` is 32, the size of axis 0 of `x`",
    );
    assert_eq!(
        (error.graph(), error.input(), error.axis()),
        ("Mlp", "labels", Some(0))
    );
    assert_eq!(error.name(), Some("batch"));
    assert_eq!((error.expected(), error.found()), (Some(32), Some(31)));
    assert_eq!(error.set_by(), Some(("x", 0)));
    assert_eq!(n.get(), 32);
}

#[test]
fn offsets_are_named() {
    let mut n = Named::new("G", "n");
    n.meet(6, 0, site("x", 0)).unwrap();
    let error = check(
        n.meet(4, -1, site("y", 0)),
        "in `G`, axis 0 of `y` has size 4, but `n - 1` is 5: `n` is 6, the size of axis 0 of `x`",
    );
    assert_eq!((error.expected(), error.found()), (Some(5), Some(4)));

    let mut n = Named::new("G", "n");
    n.meet(5, -1, site("x", 1)).unwrap();
    assert_eq!(n.get(), 6);
    check(
        n.meet(4, 0, site("y", 0)),
        "in `G`, axis 0 of `y` has size 4, but `n` is 6, since `n - 1` is 5, the size of axis 1 \
         of `x`",
    );
    check(
        n.meet(4, 2, site("y", 0)),
        "in `G`, axis 0 of `y` has size 4, but `n + 2` is 8: `n` is 6, since `n - 1` is 5, the \
         size of axis 1 of `x`",
    );
}

#[test]
fn a_size_is_never_negative() {
    let mut n = Named::new("G", "n");
    let error = check(
        n.meet(1, 2, site("x", 0)),
        "in `G`, axis 0 of `x` has size 1, but `n + 2` is at least 2",
    );
    assert_eq!((error.expected(), error.found()), (Some(2), Some(1)));
    assert_eq!((error.name(), error.set_by()), (Some("n"), None));

    n.meet(2, 2, site("x", 0)).unwrap();
    assert_eq!(n.get(), 0);
    let error = check(
        n.meet(0, -1, site("y", 0)),
        "in `G`, `n` is 0, since `n + 2` is 2, the size of axis 0 of `x`, but axis 0 of `y` needs \
         at least 1",
    );
    assert_eq!((error.expected(), error.found()), (Some(1), Some(0)));
}

#[test]
fn slices_need_a_least_size() {
    let mut n = Named::new("Mlp", "n");
    n.meet(1, 0, site("x", 0)).unwrap();
    n.at_least(1).unwrap();
    let error = check(
        n.at_least(2),
        "in `Mlp`, `n` is 1, the size of axis 0 of `x`, but a slice needs at least 2",
    );
    assert_eq!(
        (error.input(), error.axis(), error.name()),
        ("x", Some(0), Some("n"))
    );
    assert_eq!((error.expected(), error.found()), (Some(2), Some(1)));
}

#[test]
fn literal_sizes_are_the_declared_ones() {
    literal("Mlp", site("labels", 1), 10, 10).unwrap();
    let error = check(
        literal("Mlp", site("labels", 1), 10, 9),
        "in `Mlp`, axis 1 of `labels` has size 9, but the graph declares 10",
    );
    assert_eq!((error.expected(), error.found()), (Some(10), Some(9)));
    assert_eq!((error.name(), error.set_by()), (None, None));
}

#[test]
fn cotangents_have_the_shape_of_their_output() {
    cotangent("Mlp", "y", 0, 4, 4).unwrap();
    let error = check(
        cotangent("Mlp", "y", 0, 4, 3),
        "in `Mlp`, axis 0 of the cotangent of `y` has size 3, but the output has size 4",
    );
    assert_eq!((error.input(), error.axis()), ("y", Some(0)));
    assert_eq!((error.expected(), error.found()), (Some(4), Some(3)));
    check(
        cotangent("Mlp", "", 1, 4, 3),
        "in `Mlp`, axis 1 of the cotangent has size 3, but the output has size 4",
    );
}

#[test]
fn elements_are_counted_without_overflow() {
    assert_eq!(fits::<f32>("G", "y", &[]), Ok(1));
    assert_eq!(fits::<f32>("G", "y", &[3, 4]), Ok(12));
    assert_eq!(fits::<f32>("G", "y", &[3, 0, 4]), Ok(0));
    let half = usize::MAX / 2;
    // As many bytes as an `isize` can count, and one number more.
    let most = half / 4;
    assert_eq!(fits::<f32>("G", "y", &[most]), Ok(most));
    let error = check(
        fits::<f32>("G", "y", &[most + 1]).map(drop),
        &format!(
            "in `G`, `y` of shape [{}] is too large for memory",
            most + 1
        ),
    );
    assert_eq!(
        (error.graph(), error.input(), error.axis()),
        ("G", "y", None)
    );
    assert_eq!((error.expected(), error.found()), (None, None));
    assert!(fits::<f64>("G", "y", &[most]).is_err());
    assert!(fits::<f32>("G", "y", &[half, half]).is_err());
    // ndarray refuses such an array, although it would be empty.
    assert!(fits::<f32>("G", "y", &[0, half, 3]).is_err());
    check(
        fits::<f32>("G", "y", &[half, 2, 3, 4, 5, 6, 7]).map(drop),
        &format!("in `G`, `y` of shape [{half}, 2, 3, 4, 5, 6, …] is too large for memory"),
    );
}

#[test]
fn an_error_is_small_enough_to_be_given_by_value() {
    assert!(size_of::<ShapeError>() < 128);
}
