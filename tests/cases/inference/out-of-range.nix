{
  settings = {
    port = 70000;
    size = "small";
  };
}
