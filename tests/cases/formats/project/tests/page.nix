{
  test-that-passes = {
    expr = 1;
    expected = 1;
  };
  several."some & <more>" = {
    test-that-differs = {
      expr = "a < b && \"c\"\n\tü\r";
      expected = "]]>";
    };
  };
  test-that-fails = {
    expr = throw "no <luck>";
    expected = 1;
  };
  test-of-nothing = { };
}
