//! Writes words inside the tags of their runs, and the references right behind them.

use super::body::{Mark, MarkKind, escape, verbatim};
use super::pen::Pen;
use crate::model::ClosedList;
use crate::source::Span;
use crate::source::hidden::sign;

impl Pen<'_, '_> {
    /// Draws words with the runs that lie on them.
    pub(super) fn words(&mut self, span: Span) {
        self.words_after(span, "");
    }

    /// Draws a tag, then words, both inside the run at their beginning.
    pub(super) fn words_after(&mut self, span: Span, tag: &str) {
        let body = self.body;
        let mut at = span.start();
        let mut tag = tag;
        while at < span.end() {
            self.ahead += body.runs[self.ahead..].partition_point(|run| run.span.end() <= at);
            let (run, stop) = match body.runs.get(self.ahead) {
                Some(run) if run.span.start() <= at => (Some(self.ahead), run.span.end().min(span.end())),
                Some(run) => (None, run.span.start().min(span.end())),
                None => (None, span.end()),
            };
            self.enter(run, at);
            self.out.push_str(std::mem::take(&mut tag));
            self.visible(at, stop);
            if let Some(run) = run
                && body.runs[run].span.end() == stop
            {
                self.due.extend(body.runs[run].last_of.iter().filter(|number| **number < body.marks.len()));
                self.leave_run();
                self.write_waiting();
            }
            at = stop;
        }
    }

    /// Writes words with a sign for each character that nobody sees.
    ///
    /// It stays where it is, so that whoever copies the words has the text; but the element keeps it from turning the direction
    /// of what stands around it.
    fn visible(&mut self, start: usize, end: usize) {
        let body = self.body;
        let first = body.hidden.partition_point(|(at, _)| *at < start);
        let mut done = start;
        for (at, character) in body.hidden[first..].iter().take_while(|(at, _)| *at < end) {
            verbatim(&body.text.plain[done..*at], self.out);
            self.out.push_str(&format!("<bdi class=\"unseen\" data-sign=\"{}\">", sign(*character)));
            // A page cannot hold what orders a machine about.
            self.out.extend(Some(*character).filter(|character| !character.is_control()));
            self.out.push_str("</bdi>");
            done = at + character.len_utf8();
        }
        verbatim(&body.text.plain[done..end], self.out);
    }

    /// Makes sure that the run at an offset is the one that is open, or none.
    fn enter(&mut self, run: Option<usize>, at: usize) {
        if run.is_some() && self.run == run {
            return;
        }
        self.leave_run();
        let furniture = run.is_some_and(|run| self.body.looks[run].furniture);
        if self.furniture && !furniture {
            self.out.push_str("</span>");
        } else if furniture && !self.furniture {
            self.out.push_str("<span class=\"furniture\">");
        }
        self.furniture = furniture;
        if let Some(run) = run {
            self.enter_run(run, at);
        }
    }

    /// Opens the tag of a run, with the ids of the marks that begin with it.
    fn enter_run(&mut self, run: usize, at: usize) {
        let body = self.body;
        let look = body.looks[run];
        let begins = body.runs[run].span.start() == at;
        let marks = body.runs[run].first_of.iter().filter_map(|number| body.marks.get(*number)).filter(|_| begins);
        let mut ids = marks.filter_map(id_of_words);
        let id = ids.next();
        for other in ids {
            self.out.push_str("<span id=\"");
            escape(other, self.out);
            self.out.push_str("\"></span>");
        }
        let name = look.name.and_then(|number| match &body.marks[number].kind {
            MarkKind::Name { href, automatic } => Some((href, *automatic)),
            MarkKind::Claim(_) | MarkKind::Words | MarkKind::Comment => None,
        });
        let automatic = name.is_some_and(|(_, automatic)| automatic);
        let claim = look.claim.iter().flat_map(|status| ["c", status.name()]);
        let classes = [(name.is_some(), "n"), (automatic, "auto"), (look.words, "w"), (look.comment, "k")];
        let classes = classes.into_iter().filter(|(on, _)| *on).map(|(_, class)| class);
        let classes: Vec<&str> = claim.chain(classes).collect();
        if classes.is_empty() {
            return;
        }
        let href = name.map(|(href, _)| href).filter(|_| self.links == 0);
        self.out.push_str(if href.is_some() { "<a class=\"" } else { "<span class=\"" });
        self.out.push_str(&classes.join(" "));
        let notes: Vec<String> = body.runs[run].marks.iter().filter_map(|number| note_of(body.marks.get(*number)?)).collect();
        if !notes.is_empty() {
            self.attribute("\" data-n=\"", Some(&notes.join(" ")));
        }
        self.attribute("\" id=\"", id);
        self.attribute("\" href=\"", href.map(String::as_str));
        self.out.push_str("\">");
        self.run = Some(run);
    }

    fn attribute(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.out.push_str(name);
            escape(value, self.out);
        }
    }

    /// Closes the tag of the open run.
    fn leave_run(&mut self) {
        if let Some(run) = self.run.take() {
            let linked = self.body.looks[run].name.is_some() && self.links == 0;
            self.out.push_str(if linked { "</a>" } else { "</span>" });
        }
    }

    /// Closes the open run and the furniture around it: neither stands around other mark-up.
    pub(super) fn close_run(&mut self) {
        self.enter(None, 0);
    }

    /// Writes the references and citations that waited, unless a link or code is still open.
    pub(super) fn write_waiting(&mut self) {
        if self.holds > 0 {
            return;
        }
        let body = self.body;
        let mut due = std::mem::take(&mut self.due);
        due.sort_unstable();
        for mark in due.drain(..).map(|number| &body.marks[number]) {
            write_reference(mark, self.out);
        }
        self.due = due;
        if !self.cited.is_empty() {
            // They may have stood anywhere in the link, and would run into its last words.
            let mut shown = self.out.as_str();
            while let Some((rest, _)) = shown.rsplit_once('<').filter(|_| shown.ends_with('>')) {
                shown = rest;
            }
            let blank = if shown.ends_with(char::is_whitespace) { "" } else { " " };
            let cited = (self.frame.cite)(&std::mem::take(&mut self.cited), blank);
            self.out.push_str(&cited);
        }
    }
}

/// The id that the first words of a mark carry.
fn id_of_words(mark: &Mark) -> Option<&str> {
    mark.anchor.as_deref().filter(|_| mark.reference.is_none())
}

/// The name of the note that a mark refers to.
fn note_of(mark: &Mark) -> Option<String> {
    let fragment = mark.reference.as_ref()?.href.strip_prefix("#n-")?;
    // Names in other scripts are written in addresses byte by byte.
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment;
    while let Some((before, behind)) = rest.split_once('%') {
        bytes.extend_from_slice(before.as_bytes());
        bytes.push(u8::from_str_radix(behind.get(..2)?, 16).ok()?);
        rest = &behind[2..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).ok()
}

/// Writes the reference of a mark.
fn write_reference(mark: &Mark, out: &mut String) {
    let Some(reference) = &mark.reference else { return };
    out.push_str("<a class=\"r ");
    out.push_str(mark.kind.class_of_reference());
    let parts = [
        ("\" id=\"", &reference.id),
        ("\" href=\"", &reference.href),
        ("\" role=\"doc-noteref\" aria-label=\"", &reference.label),
        ("\">", &reference.text),
    ];
    for (before, value) in parts {
        out.push_str(before);
        escape(value, out);
    }
    out.push_str("</a>");
}
