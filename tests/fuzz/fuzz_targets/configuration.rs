//! Any JSON is checked as a configuration.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| fedic_tests::fuzz::configuration(bytes));
