{ lib, ... }:
{
  implementation =
    cfg:
    if cfg.enable then
      { host = cfg.domain; }
    else
      {
        host = cfg.domian;
        cert = cfg.tls.certificat;
        names = lib.mapAttrsToList (id: user: user.nmae) cfg.users;
        other = map (alias: alias.x) cfg.aliases;
        known = cfg ? extra && cfg.extra;
        maybe = cfg.missing or null;
      };
}
