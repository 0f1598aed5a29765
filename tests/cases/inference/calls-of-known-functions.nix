let
  connect =
    {
      host,
      port ? 80,
    }:
    "${host}:${toString port}";
  open = { host, ... }: host;
in
[
  (connect { host = "a"; })
  (connect { port = 1; })
  (connect {
    host = "a";
    prot = 1;
  })
  (open {
    host = "a";
    more = 1;
  })
  (connect (
    {
      host = "a";
    }
    // {
      extra = 1;
    }
  ))
]
