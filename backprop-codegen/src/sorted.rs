//! Maps and sets in the order of their keys, whose order may reach what is generated.
//!
//! They are sorted lists: most keys are numbers that come in order, and few are many. The standard library's trees
//! would be a fifth of this compiler's code, all of which cargo compiles, without optimisation, before a user's crate.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::{slice, vec};

/// Binary search among sorted entries for the one with a key. A macro, since calls are most of what a search takes where
/// nothing is optimised.
macro_rules! position {
    ($entries:expr, $key:expr, $entry:pat => $of:expr) => {{
        let entries = $entries.as_slice();
        let (mut start, mut end) = (0, entries.len());
        // Most keys come behind all others.
        let mut middle = end.saturating_sub(1);
        while let Some($entry) = entries.get(middle)
            && start < end
        {
            match $of.borrow().cmp($key) {
                Ordering::Less => start = middle + 1,
                Ordering::Equal => return Ok(middle),
                Ordering::Greater => end = middle,
            }
            middle = start + (end - start) / 2;
        }
        Err(start)
    }};
}

/// Values by their keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Map<K, V>(Vec<(K, V)>);

impl<K, V> Default for Map<K, V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K, V> Map<K, V> {
    pub(crate) const fn new() -> Self {
        Self(Vec::new())
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> Entries<'_, K, V> {
        Entries(self.0.iter())
    }

    pub(crate) fn keys(&self) -> impl DoubleEndedIterator<Item = &K> + ExactSizeIterator {
        self.0.iter().map(|(key, _)| key)
    }

    pub(crate) fn into_values(self) -> impl Iterator<Item = V> {
        self.0.into_iter().map(|(_, value)| value)
    }
}

impl<K: Ord, V> Map<K, V> {
    /// Where the key is, or where it would be.
    fn position<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        position!(self.0, key, (other, _) => other)
    }

    pub(crate) fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let position = self.position(key).ok()?;
        self.0.get(position).map(|(_, value)| value)
    }

    pub(crate) fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        let position = self.position(key).ok()?;
        self.0.get_mut(position).map(|(_, value)| value)
    }

    pub(crate) fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.position(key).is_ok()
    }

    /// Sets the value of a key, and gives the one that it had.
    pub(crate) fn insert(&mut self, key: K, value: V) -> Option<V> {
        match self.position(&key) {
            Ok(position) => {
                let (_, old) = self.0.get_mut(position)?;
                Some(std::mem::replace(old, value))
            }
            Err(position) => {
                self.0.insert(position, (key, value));
                None
            }
        }
    }

    pub(crate) fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let position = self.position(key).ok()?;
        Some(self.0.remove(position).1)
    }

    /// Changes the value of a key; one that has none has the default.
    pub(crate) fn change(&mut self, key: K, change: impl FnOnce(&mut V))
    where
        V: Default,
    {
        let position = self.position(&key).unwrap_or_else(|position| {
            self.0.insert(position, (key, V::default()));
            position
        });
        if let Some((_, value)) = self.0.get_mut(position) {
            change(value);
        }
    }
}

impl<K: Ord, V> Extend<(K, V)> for Map<K, V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.insert(key, value);
        }
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for Map<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut map = Self::new();
        map.extend(entries);
        map
    }
}

impl<K, V> IntoIterator for Map<K, V> {
    type Item = (K, V);
    type IntoIter = vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'m, K, V> IntoIterator for &'m Map<K, V> {
    type Item = (&'m K, &'m V);
    type IntoIter = Entries<'m, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// Keys with their values.
pub(crate) struct Entries<'m, K, V>(slice::Iter<'m, (K, V)>);

impl<'m, K, V> Iterator for Entries<'m, K, V> {
    type Item = (&'m K, &'m V);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(key, value)| (key, value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<K, V> DoubleEndedIterator for Entries<'_, K, V> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.0.next_back().map(|(key, value)| (key, value))
    }
}

impl<K, V> ExactSizeIterator for Entries<'_, K, V> {}

/// Each element once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Set<T>(Vec<T>);

impl<T> Default for Set<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Set<T> {
    pub(crate) const fn new() -> Self {
        Self(Vec::new())
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> slice::Iter<'_, T> {
        self.0.iter()
    }
}

impl<T: Ord> Set<T> {
    fn position<Q: Ord + ?Sized>(&self, element: &Q) -> Result<usize, usize>
    where
        T: Borrow<Q>,
    {
        position!(self.0, element, other => other)
    }

    pub(crate) fn contains<Q: Ord + ?Sized>(&self, element: &Q) -> bool
    where
        T: Borrow<Q>,
    {
        self.position(element).is_ok()
    }

    /// Whether the element is new.
    pub(crate) fn insert(&mut self, element: T) -> bool {
        match self.position(&element) {
            Ok(_) => false,
            Err(position) => {
                self.0.insert(position, element);
                true
            }
        }
    }
}

impl<T: Ord> Extend<T> for Set<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, elements: I) {
        for element in elements {
            self.insert(element);
        }
    }
}

impl<'s, T: Ord + Copy + 's> Extend<&'s T> for Set<T> {
    fn extend<I: IntoIterator<Item = &'s T>>(&mut self, elements: I) {
        for element in elements {
            self.insert(*element);
        }
    }
}

impl<T: Ord> FromIterator<T> for Set<T> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Self {
        let mut set = Self::new();
        set.extend(elements);
        set
    }
}

impl<T> IntoIterator for Set<T> {
    type Item = T;
    type IntoIter = vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'s, T> IntoIterator for &'s Set<T> {
    type Item = &'s T;
    type IntoIter = slice::Iter<'s, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::{Map, Set};

    /// Numbers that come in no order, and many of them twice.
    fn numbers() -> impl Iterator<Item = u32> {
        (0..500).map(|number: u32| number.wrapping_mul(2_654_435_761) >> 24)
    }

    #[test]
    fn a_set_is_as_one_of_the_standard_library() {
        let (mut ours, mut theirs) = (Set::new(), BTreeSet::new());
        for number in numbers() {
            assert_eq!(ours.insert(number), theirs.insert(number));
            assert!(ours.iter().eq(&theirs));
        }
        for number in 0..300 {
            assert_eq!(ours.contains(&number), theirs.contains(&number));
        }
        assert_eq!((ours.len(), ours.is_empty()), (theirs.len(), false));
        assert!(
            numbers()
                .collect::<Set<_>>()
                .into_iter()
                .eq(numbers().collect::<BTreeSet<_>>())
        );
    }

    #[test]
    fn a_map_is_as_one_of_the_standard_library() {
        let (mut ours, mut theirs) = (Map::new(), BTreeMap::new());
        for (position, number) in numbers().enumerate() {
            match number % 3 {
                0 => assert_eq!(ours.remove(&(number / 2)), theirs.remove(&(number / 2))),
                1 => {
                    ours.change(number, |value| *value += 1);
                    *theirs.entry(number).or_default() += 1;
                }
                _ => assert_eq!(
                    ours.insert(number, position),
                    theirs.insert(number, position)
                ),
            }
            assert!(ours.iter().eq(&theirs));
        }
        for number in 0..300 {
            assert_eq!(ours.get(&number), theirs.get(&number));
            assert_eq!(ours.contains_key(&number), theirs.contains_key(&number));
        }
        assert!(ours.iter().rev().eq(theirs.iter().rev()));
        assert!(ours.keys().eq(theirs.keys()));
        assert_eq!((ours.len(), ours.is_empty()), (theirs.len(), false));
        assert!(ours.into_values().eq(theirs.into_values()));
    }
}
