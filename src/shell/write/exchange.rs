//! Exchanges two folders at once, where the machine can.

use std::io;
use std::path::Path;

/// Lets two paths change what stands at them, at once: nobody ever finds nothing there, or one thing at both.
///
/// Errors: whatever the machine says; `Unsupported` on systems that have no such request.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub fn exchange(left: &Path, right: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, left, CWD, right, RenameFlags::EXCHANGE)?)
}

/// Lets two paths change what stands at them: not on this system.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Whether another disk or folder was mounted at `folder`, which stands in `above`: files cannot be moved into it from there.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub fn is_mounted(folder: &Path, above: &Path) -> bool {
    use rustix::fs::{AtFlags, CWD, StatxFlags, statx};
    // A folder mounted from the same disk has its device but not its mount, which kernels tell from 5.8 on.
    let mount = |path: &Path| statx(CWD, path, AtFlags::empty(), StatxFlags::MNT_ID).ok().map(|found| found.stx_mnt_id);
    matches!((mount(folder), mount(above)), (Some(folder), Some(above)) if folder != above) || is_other_device(folder, above)
}

/// Whether another disk was mounted at `folder`, which stands in `above`: files cannot be moved into it from there.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub fn is_mounted(folder: &Path, above: &Path) -> bool {
    is_other_device(folder, above)
}

#[cfg(unix)]
fn is_other_device(folder: &Path, above: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    // A folder that is not there yet will stand on the disk of the one above.
    let device = |path: &Path| std::fs::metadata(path).ok().map(|found| found.dev());
    matches!((device(folder), device(above)), (Some(folder), Some(above)) if folder != above)
}

#[cfg(not(unix))]
fn is_other_device(_: &Path, _: &Path) -> bool {
    false
}

/// Whether two paths name one file; both must be there.
#[cfg(unix)]
pub fn is_one_file(left: &Path, right: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |path: &Path| std::fs::symlink_metadata(path).ok().map(|found| (found.dev(), found.ino()));
    matches!((identity(left), identity(right)), (Some(left), Some(right)) if left == right)
}

/// Whether two paths name one file: without identities nobody can tell.
#[cfg(not(unix))]
pub fn is_one_file(_: &Path, _: &Path) -> bool {
    false
}

/// Makes a symbolic link.
///
/// Errors: whatever the machine says; `Unsupported` where links need rights that few have.
#[cfg(unix)]
pub fn link(target: &Path, path: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(target, path)
}

/// Makes a symbolic link: not on this system.
#[cfg(not(unix))]
pub fn link(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
