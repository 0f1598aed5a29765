{ lib, ... }:
{
  site = {
    title = lib.mkForce "Test";
    contact = "nobody";
  };
  services.chat.enable = true;
}
