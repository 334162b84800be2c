//! Finds what leads back to itself: the parts of a network whose every member reaches every other.

/// The parts of a network, each before every part that leads to it; `successors[n]` are the members that `n` leads to.
///
/// A part of one member is a circle only if the member leads to itself. Members of a part are in the order of their numbers.
/// Tarjan's algorithm (1972), with its own stack, because chains may be longer than the machine's stack.
pub fn parts(successors: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut walk = Walk { order: vec![UNSEEN; successors.len()], low: vec![0; successors.len()], ..Walk::default() };
    for start in 0..successors.len() {
        if walk.order[start] == UNSEEN {
            walk.from(start, successors);
        }
    }
    walk.parts
}

/// Circles that are looked for in one part.
const CIRCLES_MAX: usize = 24;

/// One step: from a member of a part to another of it.
pub type Step = (usize, usize);

/// The circles of a circular part.
#[derive(Debug, Default, PartialEq)]
pub struct Rounds {
    /// Up to [`CIRCLES_MAX`]; each begins with its lowest member.
    pub found: Vec<Vec<Step>>,
    /// For each member that is on none of these a step on another.
    pub left: Vec<Step>,
}

/// The shortest circle through the first member of a circular part, then through the first that is on none, and so on.
pub fn rounds(part: &[usize], successors: &[Vec<usize>]) -> Rounds {
    let place = |member: &usize| part.binary_search(member).ok();
    let mut is_told = vec![false; part.len()];
    let mut found: Vec<Vec<Step>> = Vec::new();
    for (at, member) in part.iter().enumerate() {
        if found.len() == CIRCLES_MAX {
            break;
        }
        if is_told[at] {
            continue;
        }
        let mut way = round(*member, part, successors);
        let lowest = way.iter().enumerate().min_by_key(|(_, member)| **member).map_or(0, |(at, _)| at);
        way.rotate_left(lowest);
        way.iter().filter_map(place).for_each(|at| is_told[at] = true);
        found.push(way.iter().copied().zip(way.iter().copied().cycle().skip(1)).collect());
    }
    let left = part.iter().enumerate().filter(|(at, _)| !is_told[*at]).map(|(_, member)| *member);
    // Within a circular part every step is on a circle.
    let step = |member: usize| Some((member, *successors[member].iter().find(|next| place(next).is_some())?));
    Rounds { found, left: left.filter_map(step).collect() }
}

/// The members of a circular part in the order of the shortest circle through one of them.
fn round(start: usize, part: &[usize], successors: &[Vec<usize>]) -> Vec<usize> {
    // Breadth first: the nearest way back is the shortest circle.
    let mut before: Vec<Option<usize>> = vec![None; part.len()];
    let place = |member: usize| part.binary_search(&member).ok();
    let mut queue = vec![start];
    let mut next = 0;
    while let Some(member) = queue.get(next).copied() {
        next += 1;
        for successor in &successors[member] {
            let Some(at) = place(*successor) else { continue };
            if *successor == start {
                let mut way = vec![member];
                while let Some(earlier) = place(way[way.len() - 1]).and_then(|at| before[at]) {
                    way.push(earlier);
                }
                way.reverse();
                return way;
            }
            if before[at].is_none() {
                before[at] = Some(member);
                queue.push(*successor);
            }
        }
    }
    Vec::new()
}

const UNSEEN: usize = usize::MAX;

#[derive(Default)]
struct Walk {
    order: Vec<usize>,
    low: Vec<usize>,
    waiting: Vec<usize>,
    is_waiting: Vec<bool>,
    seen: usize,
    parts: Vec<Vec<usize>>,
}

impl Walk {
    fn enter(&mut self, member: usize) {
        self.order[member] = self.seen;
        self.low[member] = self.seen;
        self.seen += 1;
        self.waiting.push(member);
        self.is_waiting.resize(self.order.len(), false);
        self.is_waiting[member] = true;
    }

    fn from(&mut self, start: usize, successors: &[Vec<usize>]) {
        self.enter(start);
        let mut way = vec![(start, 0)];
        while let Some((member, next)) = way.last_mut() {
            let (member, number) = (*member, *next);
            *next += 1;
            match successors[member].get(number) {
                Some(successor) if self.order[*successor] == UNSEEN => {
                    self.enter(*successor);
                    way.push((*successor, 0));
                }
                Some(successor) if self.is_waiting[*successor] => {
                    self.low[member] = self.low[member].min(self.order[*successor]);
                }
                Some(_) => {}
                None => {
                    way.pop();
                    if let Some((before, _)) = way.last() {
                        self.low[*before] = self.low[*before].min(self.low[member]);
                    }
                    if self.low[member] == self.order[member] {
                        self.leave(member);
                    }
                }
            }
        }
    }

    fn leave(&mut self, member: usize) {
        let start = self.waiting.iter().rposition(|waiting| *waiting == member).expect("a member waits until its part is whole");
        let mut part = self.waiting.split_off(start);
        part.iter().for_each(|member| self.is_waiting[*member] = false);
        part.sort_unstable();
        self.parts.push(part);
    }
}

#[cfg(test)]
mod tests {
    use super::{CIRCLES_MAX, parts, rounds};

    /// A member in the middle, with so many others to whom it leads and who lead to it.
    fn star(rays: usize) -> Vec<Vec<usize>> {
        std::iter::once((1..=rays).collect()).chain((0..rays).map(|_| vec![0])).collect()
    }

    #[test]
    fn every_member_is_on_a_circle() {
        let network = star(3);
        let part = &parts(&network)[0];
        let told = rounds(part, &network);
        assert_eq!(told.found, [[(0, 1), (1, 0)], [(0, 2), (2, 0)], [(0, 3), (3, 0)]]);
        assert_eq!(told.left, []);
    }

    #[test]
    fn of_too_many_circles_the_members_that_are_left_stand_apart() {
        let network = star(2000);
        let told = rounds(&parts(&network)[0], &network);
        assert_eq!(told.found.len(), CIRCLES_MAX);
        assert_eq!((told.left.len(), told.left[0]), (2000 - CIRCLES_MAX, (CIRCLES_MAX + 1, 0)));
    }
}
