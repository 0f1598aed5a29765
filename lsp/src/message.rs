//! What a body says: a call, an answer, or nothing that the protocol knows; then it says which
//! error its sender deserves.

use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Id, Request, Response};

/// A message.
#[derive(Debug)]
pub(crate) enum Message {
    /// A request, or a notification.
    Call(Request),
    /// The client's answer to a request of the server's.
    Answer(Response),
    /// No message; this is to be answered.
    Wrong(Response),
}

/// Reads a body.
pub(crate) fn read(body: &[u8]) -> Message {
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let parsed =
        serde_json::from_slice(body).or_else(|error| serde_json::from_str(&mended(body)).map_err(|_| error));
    let value: Value = match parsed {
        Ok(value) => value,
        Err(error) => {
            let mut refusal = Error::parse_error();
            refusal.data = Some(Value::String(error.to_string()));
            return Message::Wrong(Response::from_error(Id::Null, refusal));
        }
    };
    let id = value.get("id").and_then(|id| serde_json::from_value(id.clone()).ok());
    let called = value.get("method").is_some_and(|it| it.as_str().is_some_and(|it| !it.is_empty()));
    let answers =
        value.get("method").is_none() && (value.get("result").is_some() || value.get("error").is_some());
    let read = if called {
        serde_json::from_value(value).ok().map(Message::Call)
    } else if answers {
        serde_json::from_value(value).ok().map(Message::Answer)
    } else {
        None
    };
    read.unwrap_or_else(|| {
        Message::Wrong(Response::from_error(id.unwrap_or(Id::Null), Error::invalid_request()))
    })
}

/// The text with a replacement character for each half of a pair of UTF-16 units that stands
/// alone. Editors that count in these units can write one, and no text can hold it.
fn mended(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let mut mended = String::with_capacity(text.len());
    let mut rest: &str = &text;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        mended.push_str(before);
        let first = unit(escape);
        let pair = matches!(first, Some(0xd800..=0xdbff))
            && matches!(escape.get(6..).and_then(unit), Some(0xdc00..=0xdfff));
        let taken = match first {
            Some(_) if pair => 12,
            Some(0xd800..=0xdfff) => {
                mended.push('\u{fffd}');
                rest = &escape[6..];
                continue;
            }
            Some(_) => 6,
            None => escape.char_indices().nth(2).map_or(escape.len(), |(end, _)| end),
        };
        mended.push_str(&escape[..taken]);
        rest = &escape[taken..];
    }
    mended.push_str(rest);
    mended
}

/// The unit that an escape at the beginning stands for: `\ud83e`.
fn unit(text: &str) -> Option<u32> {
    u32::from_str_radix(text.strip_prefix("\\u")?.get(..4)?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_a_pair_is_replaced_and_nothing_else() {
        let text = r#"{"a":"\ud83e\udd80 \ud83e \udd80 \\ud83e \n\u00e9"}"#;
        assert_eq!(
            mended(text.as_bytes()),
            "{\"a\":\"\\ud83e\\udd80 \u{fffd} \u{fffd} \\\\ud83e \\n\\u00e9\"}"
        );
        assert_eq!(mended(b"\\"), "\\");
    }
}
