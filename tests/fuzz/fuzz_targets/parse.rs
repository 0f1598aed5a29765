//! Any text is parsed.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fedic_tests::fuzz::parse(bytes));
