//! Messages of the wire, the well-formed ones only. The framework gives up reading at the
//! first message that it cannot decode; here such a message is reported and left out.

use std::io;
use tokio::io::{
    AsyncBufRead, AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream, duplex,
};
use tower_lsp::jsonrpc::{Request, Response};

/// The longest message that is taken, in bytes.
const LIMIT: u64 = 256 << 20;
/// What may wait to be decoded, in bytes.
const BUFFER: usize = 1 << 16;

/// The well-formed messages of a stream, as a stream.
pub(crate) fn well_formed(input: impl AsyncRead + Send + Unpin + 'static) -> DuplexStream {
    let (mut output, messages) = duplex(BUFFER);
    tokio::spawn(async move {
        let mut input = BufReader::new(input);
        while let Ok(Some(body)) = message(&mut input).await {
            if !is_message(&body) {
                complain("a message that is no JSON-RPC was left out");
                continue;
            }
            let header = format!("Content-Length: {}\r\n\r\n", body.len());
            if output.write_all(header.as_bytes()).await.is_err() || output.write_all(&body).await.is_err() {
                return;
            }
        }
    });
    messages
}

/// The body of the next message; none at the end. Lines that are no header are skipped.
async fn message(input: &mut (impl AsyncBufRead + Unpin)) -> io::Result<Option<Vec<u8>>> {
    let mut length: Option<u64> = None;
    let mut line = Vec::new();
    loop {
        line.clear();
        if (&mut *input).take(BUFFER as u64).read_until(b'\n', &mut line).await? == 0 {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&line);
        match (text.trim(), length) {
            ("", Some(length)) => {
                let mut body = Vec::new();
                input.take(length).read_to_end(&mut body).await?;
                return Ok((body.len() as u64 == length).then_some(body));
            }
            (header, _) => {
                let value = header
                    .split_once(':')
                    .filter(|(name, _)| name.trim().eq_ignore_ascii_case("content-length"));
                let value = value.and_then(|(_, value)| value.trim().parse().ok());
                length = value.filter(|&it| it <= LIMIT).or(length);
            }
        }
    }
}

fn is_message(body: &[u8]) -> bool {
    serde_json::from_slice::<Request>(body).is_ok() || serde_json::from_slice::<Response>(body).is_ok()
}

fn complain(line: &str) {
    use std::io::Write;
    let _ = writeln!(io::stderr().lock(), "fedic: {line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_message_is_left_out() {
        let good = r#"{"jsonrpc":"2.0","method":"exit"}"#;
        let wire = format!(
            "Content-Length: 3\r\n\r\n{{a}}garbage\r\n\r\ncontent-length: {}\r\nX: y\r\n\r\n{good}",
            good.len()
        );
        let runtime = tokio::runtime::Builder::new_current_thread().build();
        let Ok(runtime) = runtime else { unreachable!("a runtime without drivers needs nothing") };
        let read = runtime.block_on(async move {
            let mut text = String::new();
            let done = well_formed(io::Cursor::new(wire.into_bytes())).read_to_string(&mut text).await;
            done.map(|_| text).unwrap_or_default()
        });
        assert_eq!(read, format!("Content-Length: {}\r\n\r\n{good}", good.len()));
    }
}
