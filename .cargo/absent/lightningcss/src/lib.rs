//! Stands in for the reader of style sheets, which is never called: `minify_css` is off.

/// What is read and written.
pub mod stylesheet {
    use std::marker::PhantomData;

    /// How to read.
    #[derive(Debug, Default)]
    pub struct ParserOptions;

    /// What to leave out.
    #[derive(Debug, Default)]
    pub struct MinifyOptions;

    /// How to write.
    #[derive(Debug, Default)]
    pub struct PrinterOptions {
        /// Whether without white space.
        pub minify: bool,
    }

    /// What was written.
    #[derive(Debug)]
    pub struct Written {
        /// The text.
        pub code: String,
    }

    /// Why nothing comes of it.
    #[derive(Debug)]
    pub struct Absent;

    /// A style sheet.
    #[derive(Debug)]
    pub struct StyleSheet<'a>(PhantomData<&'a str>);

    /// The declarations of an attribute.
    #[derive(Debug)]
    pub struct StyleAttribute<'a>(PhantomData<&'a str>);

    impl<'a> StyleSheet<'a> {
        /// Reads none, so that the text stays as it is.
        pub fn parse(_: &'a str, _: ParserOptions) -> Result<StyleSheet<'a>, Absent> {
            Err(Absent)
        }

        /// Never called.
        pub fn minify(&mut self, _: MinifyOptions) -> Result<(), Absent> {
            Err(Absent)
        }

        /// Never called.
        pub fn to_css(&self, _: PrinterOptions) -> Result<Written, Absent> {
            Err(Absent)
        }
    }

    impl<'a> StyleAttribute<'a> {
        /// Reads none, so that the text stays as it is.
        pub fn parse(_: &'a str, _: ParserOptions) -> Result<StyleAttribute<'a>, Absent> {
            Err(Absent)
        }

        /// Never called.
        pub fn minify(&mut self, _: MinifyOptions) {}

        /// Never called.
        pub fn to_css(&self, _: PrinterOptions) -> Result<Written, Absent> {
            Err(Absent)
        }
    }
}
