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

/// The members of a circular part in the order of one circle through its first member.
pub fn round(part: &[usize], successors: &[Vec<usize>]) -> Vec<usize> {
    let Some(first) = part.first() else { return Vec::new() };
    // Breadth first from the first member: its nearest way back is the shortest circle through it.
    let mut before: Vec<Option<usize>> = vec![None; part.len()];
    let place = |member: usize| part.binary_search(&member).ok();
    let mut queue = vec![*first];
    let mut next = 0;
    while let Some(member) = queue.get(next).copied() {
        next += 1;
        for successor in &successors[member] {
            let Some(at) = place(*successor) else { continue };
            if successor == first {
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
