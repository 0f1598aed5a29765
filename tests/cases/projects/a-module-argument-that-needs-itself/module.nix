{ lib, domain, ... }:
{
  options.url = lib.mkOption {
    type = lib.types.str;
    default = "https://${domain}";
  };
  config._module.args.domain = "www.${domain}";
}
