//! Whether the client's process still lives. It may die without closing the server's input,
//! which a process that it started can hold open.

use std::time::Duration;
use tokio::time::sleep;

/// How often one looks.
const PAUSE: Duration = Duration::from_secs(1);

/// Comes back once a process has ended.
pub(crate) async fn end(process: u32) {
    let first = life(process);
    while first.is_some() && life(process) == first {
        sleep(PAUSE).await;
    }
}

/// What tells a process from a later one of the same number; none if it has ended.
#[cfg(target_os = "linux")]
fn life(process: u32) -> Option<String> {
    let text = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // Behind the name, which may hold anything: the state, and eighteen fields on the start.
    let mut fields = text.rsplit_once(')')?.1.split_whitespace();
    let state = fields.next()?;
    let start = fields.nth(18)?;
    (!matches!(state, "Z" | "X")).then(|| start.to_owned())
}

#[cfg(not(target_os = "linux"))]
fn life(process: u32) -> Option<String> {
    let quiet = std::process::Command::new("kill")
        .args(["-0", &process.to_string()])
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .status();
    // Where nobody can say, it lives.
    quiet.map_or(true, |status| status.success()).then(String::new)
}
