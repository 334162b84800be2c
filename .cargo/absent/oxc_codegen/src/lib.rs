//! Stands in for the writer of oxc, which is never reached: no script is read.

/// How to write.
#[derive(Debug, Default)]
pub struct CodegenOptions {
    /// Whether without white space.
    pub minify: bool,
}

/// What was written.
#[derive(Debug)]
pub struct Written {
    /// The text.
    pub code: String,
}

/// Writes nothing.
#[derive(Debug, Default)]
pub struct Codegen;

impl Codegen {
    /// A writer.
    pub fn new() -> Codegen {
        Codegen
    }

    /// The same.
    pub fn with_options(self, _: CodegenOptions) -> Codegen {
        self
    }

    /// Never called.
    pub fn build<Script>(self, _: &Script) -> Written {
        Written { code: String::new() }
    }
}
