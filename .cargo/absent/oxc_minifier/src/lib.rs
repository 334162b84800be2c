//! Stands in for the part of oxc that compacts scripts, which is never reached: none is read.

/// How names are shortened.
#[derive(Debug, Default)]
pub struct MangleOptions;

/// What is left out.
#[derive(Debug)]
pub struct CompressOptions;

impl CompressOptions {
    /// As little as possible.
    pub fn safest() -> CompressOptions {
        CompressOptions
    }
}

/// Both.
#[derive(Debug)]
pub struct MinifierOptions {
    /// Names.
    pub mangle: Option<MangleOptions>,
    /// Code.
    pub compress: Option<CompressOptions>,
}

/// Compacts nothing.
#[derive(Debug)]
pub struct Minifier;

impl Minifier {
    /// Takes what is asked for.
    pub fn new(_: MinifierOptions) -> Minifier {
        Minifier
    }

    /// Leaves a script as it is.
    pub fn minify<Memory, Script>(self, _: &Memory, _: &mut Script) {}
}
