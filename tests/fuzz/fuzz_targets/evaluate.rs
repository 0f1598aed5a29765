//! Any text is evaluated within limits.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fedic_tests::fuzz::evaluate(bytes));
