# What compilers are told of a platform when nobody says otherwise.
lib: rec {
  apple-m1 = {
    gcc = {
      arch = "armv8.3-a+crypto+sha2+aes+crc+fp16+lse+simd+ras+rdm+rcpc";
      cpu = "apple-a13";
    };
  };

  /**
    What compilers are told of a platform.

        select : { _ : Any } -> { _ : Any }

    Example: systems.platforms.select (systems.elaborate "x86_64-linux") == { }
  */
  select = platform: if platform.isDarwin && platform.isAarch64 then apple-m1 else { };
}
