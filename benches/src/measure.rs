//! Timing several ways to compute one thing, in turns.

use std::hint::black_box;
use std::time::Duration;

use crate::clock;
use crate::row::{Row, Setting};

/// One way to compute a workload.
pub struct Contender<'a> {
    /// What the rows call it.
    pub name: &'static str,
    repeat: Box<Repeat<'a>>,
    place: Option<Box<Place<'a>>>,
}

/// Does something so many times.
type Repeat<'a> = dyn FnMut(u64) + Send + 'a;
/// Does what it is given in some place, such as a thread.
type Place<'a> = dyn Fn(&mut (dyn FnMut() + Send)) + Send + 'a;

impl<'a> Contender<'a> {
    /// A contender that does `call` again and again.
    pub fn new<R>(name: &'static str, mut call: impl FnMut() -> R + Send + 'a) -> Self {
        Self::repeating(name, move |calls| {
            for _ in 0..calls {
                black_box(call());
            }
        })
    }

    /// A contender that does `repeat` for a number of calls.
    pub fn repeating(name: &'static str, repeat: impl FnMut(u64) + Send + 'a) -> Self {
        Self {
            name,
            repeat: Box::new(repeat),
            place: None,
        }
    }

    /// The same in a place; the way there takes no time that is measured.
    #[must_use]
    pub fn within(self, place: impl Fn(&mut (dyn FnMut() + Send)) + Send + 'a) -> Self {
        Self {
            place: Some(Box::new(place)),
            ..self
        }
    }

    /// Does it so many times.
    pub fn repeat(&mut self, calls: u64) {
        self.there(&mut |repeat| repeat(calls));
    }

    /// The nanoseconds of one call, as the mean of so many.
    pub fn sample(&mut self, calls: u64, clock: Clock) -> f64 {
        let mut taken = 0.0;
        self.there(&mut |repeat| {
            let start = clock.nanoseconds();
            repeat(calls);
            taken = clock.nanoseconds() - start;
        });
        taken / as_float(calls)
    }

    fn there(&mut self, work: &mut (dyn FnMut(&mut Repeat<'a>) + Send)) {
        let mut work = || work(&mut *self.repeat);
        match &self.place {
            Some(place) => place(&mut work),
            None => work(),
        }
    }
}

/// What takes time.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// This thread on its processor.
    Thread,
    /// All threads of this program on their processors.
    Process,
    /// Everything until the result is there.
    Wall,
}

impl Clock {
    fn nanoseconds(self) -> f64 {
        match self {
            Self::Thread => clock::thread_nanoseconds(),
            Self::Process => clock::process_nanoseconds(),
            Self::Wall => clock::wall_nanoseconds(),
        }
    }
}

/// How long one sample takes at least, in nanoseconds: far longer than to read the clock, and short
/// enough that most samples are not interrupted.
const SAMPLE: f64 = 100_000.0;
/// The same on the wall's clock, where several threads are measured: first they have to come to different processors.
const SAMPLE_OF_THREADS: f64 = 20_000_000.0;
/// The fewest and the most samples of a contender.
const ROUNDS: (usize, usize) = (11, 61);

/// Times all contenders in rounds, each once a round in random order, and gives a row for each.
///
/// Whatever changes from second to second, such as the frequency of the processor or the other programs
/// on the machine, changes for all of them. `budget` is about how long it takes.
pub fn measure(
    setting: &Setting,
    contenders: &mut [Contender<'_>],
    clock: Clock,
    budget: Duration,
) -> Vec<Row> {
    let calls: Vec<u64> = contenders.iter_mut().map(|it| calls(it, clock)).collect();
    let mut samples = vec![Vec::new(); contenders.len()];
    let mut order: Vec<usize> = (0..contenders.len()).collect();
    let mut random = fastrand::Rng::with_seed(1);
    let end = clock::wall_nanoseconds() + budget.as_secs_f64() * 1e9;
    for round in 0..ROUNDS.1 {
        if round >= ROUNDS.0 && clock::wall_nanoseconds() > end {
            break;
        }
        random.shuffle(&mut order);
        for &which in &order {
            let contender = &mut contenders[which];
            // One call that does not count, to bring its code and data back into the caches.
            contender.repeat(1);
            samples[which].push(contender.sample(calls[which], clock));
        }
    }
    contenders
        .iter()
        .zip(calls)
        .zip(samples)
        .map(|((contender, calls), nanoseconds)| Row {
            setting: setting.clone(),
            contender: contender.name.to_owned(),
            calls,
            nanoseconds,
        })
        .collect()
}

/// How many calls make a sample.
#[must_use]
pub fn calls(contender: &mut Contender<'_>, clock: Clock) -> u64 {
    let length = match clock {
        Clock::Thread | Clock::Process => SAMPLE,
        Clock::Wall => SAMPLE_OF_THREADS,
    };
    let mut calls = 1;
    loop {
        let taken = contender.sample(calls, clock) * as_float(calls);
        if taken >= length / 2.0 {
            // At least half a sample long, so at most doubled.
            return calls * if taken >= length { 1 } else { 2 };
        }
        calls *= 2;
    }
}

#[expect(clippy::cast_precision_loss, reason = "so many calls would take years")]
fn as_float(calls: u64) -> f64 {
    calls as f64
}
