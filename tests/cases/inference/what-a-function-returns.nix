{
  a.answer = cfg: { port = cfg.domain; };
  b.answer = cfg: {
    input = cfg;
    output.enabled = true;
  };
  c.answer =
    cfg:
    let
      port = cfg.port + 1;
    in
    {
      inherit port;
      domain = port;
    };
}
