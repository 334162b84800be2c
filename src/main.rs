//! The program `postil`: hands the command line over and ends with the exit code it gets back.

fn main() {
    std::process::exit(postil::cli::run());
}
