//! The program `postil`: hands the command line over and ends with the exit code it gets back.

/// Several threads ask for a great many small pieces of memory, at which the allocators of operating systems are slow.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    std::process::exit(postil::cli::run());
}
