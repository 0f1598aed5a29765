{ lib, ... }:
{
  settings = lib.mkMerge [
    {
      enabel = true;
      tls.certifcate = "x";
    }
    { users.anna.nam = "Anna"; }
  ];
  module =
    { config, lib, ... }:
    {
      config = {
        domain = "${config.domian}";
        prot = 80;
      };
    };
}
