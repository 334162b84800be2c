//! The files that `postil ci init` writes, with what was answered filled in.

use clap::ValueEnum;

/// Who is to check and publish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Provider {
    /// GitHub Actions and GitHub Pages
    Github,
    /// GitLab CI and GitLab Pages
    Gitlab,
    /// Forgejo Actions (Codeberg), publishing on the branch `pages`
    Forgejo,
    /// Woodpecker CI (Codeberg), publishing on the branch `pages`
    Woodpecker,
    /// pre-commit, before each commit; publishes nothing
    PreCommit,
    /// A bare git repository on a server of your own; publishes into a folder
    GitHook,
}

/// What the files say that differs from archive to archive; empty where it is to be filled in by hand.
#[derive(Debug, Clone, Copy)]
pub struct Answers<'a> {
    /// The branch whose site is published; [`is_branch`] holds.
    pub branch: &'a str,
    /// Where a forge fetches the program; [`is_address`] holds.
    pub program: &'a str,
    /// The SHA-256 of what is fetched; [`is_hash`] holds.
    pub sha256: &'a str,
    /// The folder that a web server reads, whole.
    pub site: &'a str,
}

/// A file to be written.
#[derive(Debug)]
pub struct Planned {
    /// From the top of the repository.
    pub path: &'static str,
    /// What it is to hold.
    pub text: String,
    /// Whether it is run.
    pub is_program: bool,
    /// Whether it belongs to somebody else once it is there, and is never written over.
    pub is_theirs: bool,
}

/// For whom, path, text.
const FILES: &[(Provider, &str, &str)] = &[
    (Provider::Github, ".github/workflows/postil.yml", include_str!("github.yml")),
    (Provider::Gitlab, ".gitlab-ci.yml", include_str!("gitlab.yml")),
    (Provider::Forgejo, ".forgejo/workflows/postil.yml", include_str!("forgejo.yml")),
    (Provider::Woodpecker, ".woodpecker/postil-check.yaml", include_str!("woodpecker-check.yaml")),
    (Provider::Woodpecker, ".woodpecker/postil-publish.yaml", include_str!("woodpecker-publish.yaml")),
    (Provider::PreCommit, ".pre-commit-config.yaml", include_str!("pre-commit.yaml")),
    // One program under two names: what is checked and what is published is built in the same way.
    (Provider::GitHook, "hooks/pre-receive", include_str!("hook.sh")),
    (Provider::GitHook, "hooks/post-receive", include_str!("hook.sh")),
    (Provider::GitHook, "postil/README.md", include_str!("guide.md")),
    (Provider::GitHook, "postil/nginx.conf", include_str!("nginx.conf")),
];

/// What whoever runs the server writes into it, and hooks that are not ours.
const THEIRS: [&str; 2] = ["postil/nginx.conf", ".pre-commit-config.yaml"];

/// The files for a provider, in the order in which they are written.
pub fn files(provider: Provider, answers: &Answers<'_>) -> Vec<Planned> {
    let wanted = FILES.iter().filter(|(of, ..)| *of == provider);
    let planned = |(_, path, text): &(Provider, &'static str, &str)| Planned {
        path,
        text: filled(text, answers),
        is_program: text.starts_with("#!"),
        is_theirs: THEIRS.contains(path),
    };
    wanted.map(planned).collect()
}

fn filled(text: &str, answers: &Answers<'_>) -> String {
    let text = text.replace("@BRANCH@", answers.branch).replace("@PROGRAM@", answers.program);
    text.replace("@SHA256@", answers.sha256).replace("@SITE@", answers.site)
}

/// Whether a name of a branch means itself in YAML, in a shell and in an address.
pub fn is_branch(name: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-._/".contains(letter);
    !name.is_empty() && !name.starts_with(['-', '/', '.']) && !name.contains("..") && name.chars().all(plain)
}

/// Whether an address is one of https that means itself between quotation marks in YAML and in a shell.
pub fn is_address(address: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-._~:/?&=+%,@".contains(letter);
    address.strip_prefix("https://").is_some_and(|rest| !rest.is_empty() && rest.chars().all(plain))
}

/// Whether what stands at an address is, by its name, the program itself or a .tar.gz: all that a workflow can unpack.
pub fn is_unpackable(address: &str) -> bool {
    const OTHERS: [&str; 11] = [".gz", ".tgz", ".tar", ".xz", ".bz2", ".zst", ".zip", ".deb", ".rpm", ".whl", ".exe"];
    let path = address.split('?').next().unwrap_or(address);
    path.ends_with(".tar.gz") || !OTHERS.iter().any(|ending| path.ends_with(ending))
}

/// Whether a text is a SHA-256 as it is usually written.
pub fn is_hash(hash: &str) -> bool {
    hash.len() == 64 && hash.chars().all(|digit| digit.is_ascii_digit() || ('a'..='f').contains(&digit))
}

#[cfg(test)]
mod tests {
    use super::{Answers, FILES, filled, is_address, is_branch, is_hash, is_unpackable};

    #[test]
    fn nothing_is_left_to_be_filled_in_by_the_program() {
        let answers = Answers { branch: "main", program: "https://example.org/postil", sha256: "0", site: "/srv/site" };
        for (_, path, text) in FILES {
            let text = filled(text, &answers);
            for sign in ["@BRANCH@", "@PROGRAM@", "@SHA256@", "@SITE@"] {
                assert!(!text.contains(sign), "{path} has {sign}");
            }
        }
    }

    #[test]
    fn what_would_mean_something_else_in_a_file_is_no_answer() {
        assert!(is_branch("main") && is_branch("release/1.0"));
        for name in ["", "a b", "$(x)", "a\"b", "-x", "a..b", "/a", "a'b", "a\nb", "a;b"] {
            assert!(!is_branch(name), "{name}");
        }
        assert!(is_address("https://example.org/a/postil-0.1.0.tar.gz?x=1"));
        for address in ["", "https://", "http://example.org/", "https://e.org/$HOME", "https://e.org/\"", "https://e.org/`a`"] {
            assert!(!is_address(address), "{address}");
        }
        for name in ["postil", "postil.tar.gz", "postil.tar.gz?x=1", "postil-0.1.0?name=p.zip", "postil-x86_64.linux"] {
            assert!(is_unpackable(&format!("https://example.org/{name}")), "{name}");
        }
        for name in ["postil.zip", "postil.zip?x=1", "postil.tgz", "postil.gz", "postil.tar.xz", "postil.deb"] {
            assert!(!is_unpackable(&format!("https://example.org/{name}")), "{name}");
        }
        assert!(is_hash(&"0a".repeat(32)) && !is_hash("0a") && !is_hash(&"0A".repeat(32)) && !is_hash(&"é".repeat(32)));
    }
}
