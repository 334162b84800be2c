//! Texts that take a reader of Markdown long, if it is not made with care: each of any size.

/// One kind of text.
pub struct Family {
    /// What it is full of.
    pub what: &'static str,
    /// A text of about so many bytes.
    pub text: Box<dyn Fn(usize) -> String>,
}

/// One piece over and over.
fn of(what: &'static str, piece: &'static str) -> Family {
    Family { what, text: Box::new(move |bytes| piece.repeat(bytes / piece.len())) }
}

/// Something that opens over and over, then something that closes it as often.
fn pair(what: &'static str, open: &'static str, inside: &'static str, close: &'static str) -> Family {
    let length = open.len() + close.len();
    Family { what, text: Box::new(move |bytes| [&open.repeat(bytes / length), inside, &close.repeat(bytes / length)].concat()) }
}

/// A piece made from its number, over and over.
fn counted(what: &'static str, piece: fn(usize) -> String) -> Family {
    let text = move |bytes| {
        let mut text = String::with_capacity(bytes + 100);
        let mut number = 0;
        while text.len() < bytes {
            text.push_str(&piece(number));
            number += 1;
        }
        text
    };
    Family { what, text: Box::new(text) }
}

/// A text made for its size.
fn sized(what: &'static str, text: fn(usize) -> String) -> Family {
    Family { what, text: Box::new(text) }
}

fn blocks() -> Vec<Family> {
    vec![
        of("quotations in quotations", ">"),
        of("quotations in quotations, line by line", "> > > > > > > > a\n"),
        of("quotations that go on without their sign", "> a\nb\n"),
        of("a quotation and nothing by turns", "> a\n\n"),
        of("lists in lists", "- "),
        of("numbered lists in lists", "1. "),
        sized("lists in lists, each further in", |bytes| {
            let steps = bytes.isqrt().min(400);
            let stairs: String = (0..steps).map(|step| format!("{}- a\n", " ".repeat(2 * step))).collect();
            stairs.repeat(bytes / stairs.len() + 1)
        }),
        of("items", "- a\n"),
        of("items with space between", "- a\n\n"),
        of("numbered items that begin anew", "7) a\n8. b\n"),
        of("lists and quotations in one another", "> - "),
        of("headings", "# a\n"),
        of("headings that are underlined", "a\n=\n"),
        of("signs of headings", "#"),
        of("rules", "***\n"),
        of("blank lines", "\n"),
        of("lines of one letter", "a\n"),
        of("lines that are broken", "a  \n"),
        of("lines that begin with a tab", "\ta\n"),
        of("paragraphs", "a\n\n"),
        of("one long line", "word "),
        of("one long word", "a"),
        of("spaces", " "),
        of("fences that open", "```\na\n"),
        of("fences of both kinds", "```\n~~~\n"),
        of("blocks of code in a language", "```rust\nfn a() { \"b\" }\n```\n"),
        sized("one line of code in a language", |bytes| format!("```rust\n{}\n```\n", "(".repeat(bytes))),
        of("tables", "a|b\n-|-\nc|d\n\n"),
        sized("a table of many rows", |bytes| format!("a|b\n-|-\n{}", "c|d\n".repeat(bytes / 4))),
        sized("a table of many columns", |bytes| {
            let columns = bytes / 6;
            format!("{}\n{}\n{}\n", "|a".repeat(columns), "|-".repeat(columns), "|b".repeat(columns))
        }),
        sized("a table whose rows are shorter than its heading", |bytes| {
            format!("{}\n{}\n{}", "|a".repeat(100), "|-".repeat(100), "b\n".repeat(bytes / 20))
        }),
        of("signs of tables", "|"),
        of("rows without a table", "|a|b|\n"),
    ]
}

fn inlines() -> Vec<Family> {
    vec![
        of("stars", "*"),
        of("underscores", "_"),
        of("tildes", "~"),
        of("emphasis that opens", "*a "),
        of("emphasis that closes", "a* "),
        of("strong emphasis that opens", "**a "),
        of("emphasis of several kinds that opens", "*a _b ~~c **d __e "),
        of("emphasis inside of words", "a**b"),
        of("emphasis of three stars", "a***b c***d "),
        of("emphasis and strong emphasis that cross", "*a **b* c** "),
        of("emphasis that opens and closes", "*a* _b_ ~~c~~ "),
        pair("emphasis in emphasis", "*a _b ", "c", "_*"),
        pair("strong emphasis in itself", "**a ", "b", "**"),
        of("strikes that open", "~~a "),
        counted("backticks of rising length", |number| format!("{} a ", "`".repeat(number + 1))),
        counted("backticks of falling length", |number| format!("{} a ", "`".repeat(400 - number % 400))),
        of("backticks that open", "`` a ` b "),
        of("backticks", "`"),
        of("code and emphasis that cross", "*a `b* c` "),
        of("backslashes", "\\"),
        of("signs behind backslashes", "\\*"),
        of("entities", "&amp;"),
        of("entities by number", "&#x41;"),
        of("entities that are none", "&a"),
        of("entities too large", "&#99999999;"),
        of("ampersands", "&"),
        of("opening angles", "<"),
        of("tags that open", "<a "),
        of("tags whose attribute opens", "<a b=\""),
        of("tags", "<b>a</b>"),
        of("closing tags that open", "</"),
        of("comments that open", "<!-- "),
        of("instructions that open", "<?a "),
        of("declarations that open", "<!A "),
        of("sections that open", "<![CDATA["),
        of("blocks of HTML", "<div>\na\n\n"),
        of("scripts", "<script>\n"),
        of("addresses in angles", "<http://a.org/> "),
        of("addresses", "http://a.org/ "),
        of("quotation marks", "\"a' "),
        of("marks on one letter", "\u{301}"),
        of("pictures joined to one", "👩\u{200d}"),
        of("signs that turn the direction", "a\u{202e}"),
        of("Arabic", "قتل في الساحل "),
        of("flags", "🇸🇾"),
    ]
}

fn links() -> Vec<Family> {
    vec![
        of("opening brackets", "["),
        of("closing brackets", "]"),
        of("pairs of brackets", "[]"),
        pair("brackets in brackets", "[", "a", "]"),
        pair("links in links", "[", "a", "](b)"),
        pair("pictures in pictures", "![", "a", "](b)"),
        of("links that open", "[a]("),
        of("links that open in angles", "[a](<b"),
        sized("links with blanks in their addresses, of which one is closed", |bytes| {
            format!("{}b c.png)", "[a](b c.png ".repeat(bytes / 12))
        }),
        of("links whose title opens", "[a](b \""),
        of("links that hold brackets", "[ (]("),
        of("links whose parentheses open", "[a](("),
        of("pictures that open", "!["),
        of("links", "[a](https://b.org) "),
        of("links that lead nowhere", "[a](entity:nobody) "),
        of("pictures from elsewhere", "![a](https://b.org/c.png) "),
        of("pictures inside of links", "[![a](https://b.org/c.png)](https://d.org) "),
        of("emphasis that crosses links", "**x [a*b**c*](d)"),
        of("names of links that are not defined", "[a][b] "),
        counted("definitions", |number| format!("[a{number}]: https://b.org\n")),
        counted("definitions and their uses", |number| format!("[a{number}]\n\n[a{number}]: https://b.org\n\n")),
        of("one definition over and over", "[a]: https://b.org\n"),
        sized("one long definition that is used over and over", |bytes| {
            format!("[a]: https://b.org/{}\n\n{}", "c".repeat(bytes / 2), "[a] ".repeat(bytes / 8))
        }),
        of("definitions whose title opens", "[a]: b \"\n"),
        of("signs of footnotes", "[^1] "),
        counted("footnotes", |number| format!("[^{number}]: a\n\n")),
        of("citations that open", "[@a "),
        of("citations that are closed once", "[@a; b"),
        of("citations of no work", "[@a, p. 3] "),
    ]
}

/// Every family.
pub fn all() -> Vec<Family> {
    [blocks(), inlines(), links()].into_iter().flatten().collect()
}
