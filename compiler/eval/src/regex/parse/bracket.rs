//! Bracket expressions: sets of bytes, ranges, classes and characters by their names.

use super::{Parsed, Parser};
use crate::regex::{ByteSet, RegexError};

impl Parser<'_> {
    /// What stands between `[` and `]`, the opening bracket being read already.
    pub(super) fn bracket(&mut self) -> Parsed<ByteSet> {
        /// What the last item was: only a single byte can begin a range.
        enum Last {
            Nothing,
            Byte(u8),
            Class,
        }
        let negated = self.rest.first() == Some(&b'^');
        if negated {
            self.next();
        }
        let mut set = ByteSet::EMPTY;
        let mut last = Last::Nothing;
        let mut first = true;
        loop {
            let at_start = std::mem::replace(&mut first, false);
            let item = self.item(at_start)?;
            match item {
                Item::End => break,
                Item::Byte(byte) => {
                    set.add(byte);
                    last = Last::Byte(byte);
                }
                Item::Class(class) => {
                    set.add_all(class);
                    last = Last::Class;
                }
                Item::Dash if at_start => {
                    set.add(b'-');
                    last = Last::Byte(b'-');
                }
                Item::Dash => match (self.item(false)?, last) {
                    (Item::End, _) => {
                        set.add(b'-');
                        break;
                    }
                    (Item::Byte(high), Last::Byte(low)) => {
                        set.add_all(range(low, high)?);
                        last = Last::Nothing;
                    }
                    (Item::Dash, Last::Byte(low)) => {
                        set.add_all(range(low, b'-')?);
                        last = Last::Nothing;
                    }
                    _ => return Err(RegexError::Invalid),
                },
            }
        }
        Ok(if negated { set.inverted() } else { set })
    }

    fn item(&mut self, at_start: bool) -> Parsed<Item> {
        Ok(match self.next().ok_or(RegexError::Invalid)? {
            b'-' => Item::Dash,
            b']' if !at_start => Item::End,
            b'[' => match *self.rest.first().ok_or(RegexError::Invalid)? {
                mark @ (b':' | b'.' | b'=') => self.named_item(mark)?,
                _ => Item::Byte(b'['),
            },
            byte => Item::Byte(byte),
        })
    }

    /// `[:alpha:]`, `[.space.]`, `[=a=]`; the first bracket being read already.
    fn named_item(&mut self, mark: u8) -> Parsed<Item> {
        self.next();
        let length = self.rest.iter().position(|&byte| byte == mark).ok_or(RegexError::Invalid)?;
        let (name, rest) = self.rest.split_at(length);
        self.rest = rest.get(1..).and_then(|rest| rest.strip_prefix(b"]")).ok_or(RegexError::Invalid)?;
        Ok(match mark {
            b':' => Item::Class(class(name).ok_or(RegexError::Invalid)?),
            b'.' => Item::Byte(collating(name).ok_or(RegexError::Invalid)?),
            _ => {
                let byte = collating(name).ok_or(RegexError::Invalid)?;
                Item::Class(ByteSet::of(|it| it.eq_ignore_ascii_case(&byte)))
            }
        })
    }
}

/// An item of a bracket expression.
enum Item {
    End,
    Dash,
    Byte(u8),
    Class(ByteSet),
}

/// Bytes are compared as C++ compares `char`: with a sign.
fn range(low: u8, high: u8) -> Parsed<ByteSet> {
    let (low, high) = (low.cast_signed(), high.cast_signed());
    if low > high {
        return Err(RegexError::Invalid);
    }
    Ok(ByteSet::of(|byte| (low..=high).contains(&byte.cast_signed())))
}

/// The bytes of a class, in the C locale. Names are taken in any case, as GCC does.
fn class(name: &[u8]) -> Option<ByteSet> {
    let test: fn(u8) -> bool = match name.to_ascii_lowercase().as_slice() {
        b"alnum" => |byte| byte.is_ascii_alphanumeric(),
        b"alpha" => |byte| byte.is_ascii_alphabetic(),
        b"blank" => |byte| matches!(byte, b' ' | b'\t'),
        b"cntrl" => |byte| byte.is_ascii_control(),
        b"d" | b"digit" => |byte| byte.is_ascii_digit(),
        b"graph" => |byte| byte.is_ascii_graphic(),
        b"lower" => |byte| byte.is_ascii_lowercase(),
        b"print" => |byte| byte == b' ' || byte.is_ascii_graphic(),
        b"punct" => |byte| byte.is_ascii_punctuation(),
        b"s" | b"space" => |byte| matches!(byte, b' ' | b'\t'..=b'\r'),
        b"upper" => |byte| byte.is_ascii_uppercase(),
        b"w" => |byte| byte == b'_' || byte.is_ascii_alphanumeric(),
        b"xdigit" => |byte| byte.is_ascii_hexdigit(),
        _ => return None,
    };
    Some(ByteSet::of(test))
}

/// The POSIX names of the characters before the digits, of those between the letters, and so on.
const COLLATING: [(u8, &str); 5] = [
    (
        0,
        "NUL SOH STX ETX EOT ENQ ACK alert backspace tab newline vertical-tab form-feed carriage-return SO SI DLE DC1 \
         DC2 DC3 DC4 NAK SYN ETB CAN EM SUB ESC IS4 IS3 IS2 IS1 space exclamation-mark quotation-mark number-sign \
         dollar-sign percent-sign ampersand apostrophe left-parenthesis right-parenthesis asterisk plus-sign comma \
         hyphen period slash zero one two three four five six seven eight nine colon semicolon less-than-sign \
         equals-sign greater-than-sign question-mark commercial-at",
    ),
    (b'A', "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z"),
    (b'[', "left-square-bracket backslash right-square-bracket circumflex underscore grave-accent"),
    (b'a', "a b c d e f g h i j k l m n o p q r s t u v w x y z"),
    (b'{', "left-curly-bracket vertical-line right-curly-bracket tilde DEL"),
];

fn collating(name: &[u8]) -> Option<u8> {
    COLLATING.iter().find_map(|(first, names)| {
        let at = names.split_ascii_whitespace().position(|it| it.as_bytes() == name)?;
        Some(first + u8::try_from(at).ok()?)
    })
}
