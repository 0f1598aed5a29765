//! Messages on the wire: a header with the length, a blank line, a body. Whoever wrote a header
//! with other line ends, in other letters or with other fields is understood all the same;
//! lines that are no header are passed over.

use std::io;
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::sync::mpsc::UnboundedReceiver;

/// The longest message that is taken, in bytes.
const LIMIT: u64 = 256 << 20;
/// The longest line of a header, in bytes.
const LINE: u64 = 1 << 16;

/// What came in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Frame {
    Body(Vec<u8>),
    /// A message that is longer than any that is taken; it was passed over.
    TooLong,
}

/// The next message; none at the end.
pub(crate) async fn read(input: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Option<Frame>> {
    let mut length: Option<u64> = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if (&mut *input).take(LINE).read_until(b'\n', &mut line).await? == 0 {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&line);
        match (text.trim(), length) {
            ("", Some(length)) => return body(input, length).await,
            (header, _) => length = content_length(header).or(length),
        }
    }
}

fn content_length(header: &str) -> Option<u64> {
    let (name, value) = header.split_once(':')?;
    if !name.trim().eq_ignore_ascii_case("content-length") {
        return None;
    }
    value.trim().parse().ok()
}

async fn body(input: &mut (impl AsyncBufRead + Unpin), length: u64) -> io::Result<Option<Frame>> {
    let mut input = input.take(length);
    if length > LIMIT {
        tokio::io::copy_buf(&mut input, &mut tokio::io::sink()).await?;
        return Ok((input.limit() == 0).then_some(Frame::TooLong));
    }
    let mut body = Vec::new();
    input.read_to_end(&mut body).await?;
    Ok((body.len() as u64 == length).then_some(Frame::Body(body)))
}

/// Writes the bodies that come in, each in a frame, until there are no more or nobody reads.
pub(crate) async fn write(
    mut bodies: UnboundedReceiver<Option<Vec<u8>>>,
    mut output: impl AsyncWrite + Unpin,
) -> io::Result<()> {
    while let Some(Some(body)) = bodies.recv().await {
        let mut frames = framed(&body);
        // What is there already goes out at once.
        let mut last = false;
        while let Ok(body) = bodies.try_recv() {
            last = body.is_none();
            frames.extend(body.iter().flat_map(|body| framed(body)));
        }
        output.write_all(&frames).await?;
        output.flush().await?;
        if last {
            break;
        }
    }
    Ok(())
}

fn framed(body: &[u8]) -> Vec<u8> {
    let mut frame = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    frame.extend_from_slice(body);
    frame
}
