{ lib, ... }:
{
  implementation = cfg: {
    a = "port ${cfg.port}";
    b = "port " + cfg.port;
    c = cfg.enable + 1;
    d = cfg.aliases + [ "x" ];
    e = if cfg.domain then 1 else 2;
    f = !cfg.domain;
    g = cfg.users ++ [ ];
    h = cfg.domain // { };
    i = cfg.port && true;
    j = cfg.port < cfg.domain;
    k = "${toString cfg.port}" + "${cfg.domain}";
    l = cfg.enable.x;
    m = [ "${[ ]}" ];
    n = cfg.port 1;
  };
}
