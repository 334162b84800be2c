//! Answers what a browser asks of the preview: pages, events, and what stands under `/.postil/`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;

use super::workbench::Shown;
use super::writing::Writing;
use crate::shell::program;
use crate::shell::root::inside;
use crate::shell::serve::{Answer, Body, Method, Request};

/// The folder of the site that belongs to the preview; a file of the archive in it is not shown.
const OWN: &str = "/.postil/";

const SCRIPT: &[u8] = include_bytes!("../../shell/serve/page/preview.js");
const STYLE: &[u8] = include_bytes!("../../shell/serve/page/preview.css");
const ANNOTATE: &[u8] = include_bytes!("../../shell/serve/page/annotate.js");
const ANNOTATE_STYLE: &[u8] = include_bytes!("../../shell/serve/page/annotate.css");

/// Whether open pages follow each build.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reload {
    /// They do.
    ByItself,
    /// Somebody reloads them.
    ByHand,
}

/// Where requests arrive.
pub struct Desk {
    root: PathBuf,
    /// Folders whose files may be opened in the editor.
    folders: Vec<PathBuf>,
    wishes: Wishes,
    token: String,
    shown: Arc<Shown>,
}

/// What whoever has started the preview wants of it.
pub struct Wishes {
    /// The command of their editor.
    pub editor: Option<String>,
    /// Whether open pages follow each build.
    pub reload: Reload,
    /// Where notes are written; absent where nothing is to be.
    pub writing: Option<Writing>,
}

/// A place to open in the editor.
#[derive(Debug, Deserialize)]
struct Opened {
    file: String,
    line: usize,
    column: usize,
}

impl Desk {
    /// A desk for an archive.
    pub fn new(root: PathBuf, theme: Option<&Path>, wishes: Wishes, token: String, shown: Arc<Shown>) -> Desk {
        let folders = vec![root.join("content"), theme.map_or_else(|| root.join("themes"), Path::to_owned)];
        Desk { root, folders, wishes, token, shown }
    }

    /// Answers one request that was let in.
    pub fn answer(&self, request: &Request) -> Answer {
        let Some(own) = request.path.strip_prefix(OWN) else {
            return self.shown.shelf.answer(request, &|tag| self.behind(tag));
        };
        match (own, request.method) {
            ("preview.js", Method::Get | Method::Head) => file("text/javascript; charset=utf-8", SCRIPT),
            ("preview.css", Method::Get | Method::Head) => file("text/css; charset=utf-8", STYLE),
            ("events", Method::Get | Method::Head) => {
                Answer::new(200, "text/event-stream", Body::Events(self.shown.events.listen()))
            }
            ("state", Method::Get | Method::Head) => {
                Answer::json(200, self.shown.events.last().map_or_else(|| "null".to_owned(), |last| (*last).to_owned()))
            }
            ("open", Method::Post) => self.with_token(request, |request| self.open(request)),
            ("annotate.js", Method::Get | Method::Head) => file("text/javascript; charset=utf-8", ANNOTATE),
            ("annotate.css", Method::Get | Method::Head) => file("text/css; charset=utf-8", ANNOTATE_STYLE),
            (name, Method::Post) => self.with_token(request, |request| self.write(name, request)),
            (_, Method::Get | Method::Head) => Answer::text(404, "the preview has no such file"),
            (_, Method::Other) => Answer::text(405, "the preview does not do that"),
        }
    }

    /// Does what only a page that came from here may ask for.
    fn with_token(&self, request: &Request, answer: impl Fn(&Request) -> Answer) -> Answer {
        let mut tokens = request.headers("x-postil-token");
        match (tokens.next(), tokens.next()) {
            (Some(token), None) if token == self.token => answer(request),
            (Some(_) | None, _) => Answer::text(403, "this page comes from an earlier start of the preview; reload it"),
        }
    }

    /// What is put behind each page: the script of the preview, and what it has to know.
    fn behind(&self, tag: &str) -> String {
        let reload = match self.wishes.reload {
            Reload::ByItself => " data-reload",
            Reload::ByHand => "",
        };
        let editor = if self.wishes.editor.is_some() { " data-editor" } else { "" };
        let (tag, token) = (tag.trim_matches('"'), &self.token);
        let script = format!(
            "\n<script src=\"{OWN}preview.js\" data-page=\"{tag}\" data-token=\"{token}\"{reload}{editor} defer></script>"
        );
        let annotate = match self.wishes.writing {
            Some(_) => format!("<script src=\"{OWN}annotate.js\" defer></script>"),
            None => String::new(),
        };
        script + &annotate + "\n"
    }

    fn write(&self, name: &str, request: &Request) -> Answer {
        match &self.wishes.writing {
            Some(writing) => {
                writing.answer(name, &request.body).unwrap_or_else(|| Answer::text(405, "the preview does not do that"))
            }
            None => Answer::text(403, "this preview was started with --read-only"),
        }
    }

    fn open(&self, request: &Request) -> Answer {
        let (Some(editor), Ok(opened)) = (&self.wishes.editor, serde_json::from_slice::<Opened>(&request.body)) else {
            return Answer::text(422, "there is no editor, or no place to open");
        };
        let Some(path) = inside(&self.folders, &self.root.join(&opened.file)) else {
            return Answer::text(404, "that file is not one of the archive or of its theme");
        };
        match program::open_in_editor(editor, &path, opened.line, opened.column) {
            Ok(()) => Answer::json(200, "{}".to_owned()),
            Err(failure) => Answer::text(422, &failure.to_string()),
        }
    }
}

fn file(media_type: &str, bytes: &'static [u8]) -> Answer {
    Answer::new(200, media_type, Body::Whole(vec![bytes.into()]))
}
