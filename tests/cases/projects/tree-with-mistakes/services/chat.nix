{ config, lib, ... }:
let
  cfg = config.services.chat;
in
{
  options.services.chat = {
    enable = lib.mkEnableOption "the chat";
    rooms = lib.mkOption {
      type = lib.types.attrsOf (lib.types.submodule { options.topic = lib.mkOption { type = lib.types.str; }; });
      default = { };
    };
    greeting = lib.mkOption { type = lib.types.str; };
  };
  config = lib.mkIf cfg.enable {
    services.chat.rooms.lobby.topic = lib.mkDefault "Welcome, ${config.site.contact}";
  };
}
