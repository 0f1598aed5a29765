# What an operator can set about Pixelfed.
{ lib }:
let
  inherit (lib) types;
  shapes = import ../../options.nix { inherit lib; };
  shared = import ../shared.nix { inherit lib; };
  inherit (shapes) amount option switch;
in
{
  enable = shapes.enable "Run Pixelfed" "Pixelfed";
  inherit (shared.options) hostname mailFrom admin;

  title = option {
    description = "The name of the instance.";
    type = types.singleLineStr;
    default = "Pixelfed";
    example = "Pictures of our town";
  };
  registrations = switch "Sign-up" false "Whether new people can make an account.";
  emailVerification = switch "Addresses are verified" true "Whether new people must prove their e-mail address.";
  maxUsers = option {
    title = "Most people";
    unit = "users";
    description = "How many people there may be; null is without end.";
    type = types.nullOr types.ints.positive;
    default = null;
    example = 1000;
  };
  passwordMinLength = amount "Shortest password" "characters" 8 "How long passwords must be.";

  limits = {
    photoKB = amount "Largest picture" "kB" 15000 "How large one picture may be, in kB.";
    accountKB = option {
      title = "Space of a user";
      unit = "kB";
      description = "How much each user may keep, in kB; null is without end.";
      type = types.nullOr types.ints.positive;
      default = 1000000;
      example = 5000000;
    };
    avatarKB = amount "Largest portrait" "kB" 2000 "How large the picture of a user may be, in kB.";
    captionLength = amount "Longest caption" "characters" 500 "How long the text of a post may be.";
    altTextLength = amount "Longest description" "characters" 1000 "How long the description of a picture may be.";
    bioLength = amount "Longest self-portrayal" "characters" 125 "How much users can say of themselves.";
    nameLength = amount "Longest name" "characters" 30 "How long the name of a user may be.";
    albumLength = amount "Pictures in a post" "pictures" 4 "How many pictures one post can have.";
  };
  mediaTypes = option {
    title = "Types of media";
    description = "What can be posted.";
    type = types.nonEmptyListOf (
      types.enum [
        "image/avif"
        "image/gif"
        "image/jpeg"
        "image/png"
        "image/webp"
        "video/mp4"
      ]
    );
    default = [
      "image/gif"
      "image/jpeg"
      "image/png"
    ];
    example = [ "image/jpeg" ];
  };
  imageQuality = option {
    title = "Quality of pictures";
    unit = "%";
    description = "How little pictures are compressed, from 1 to 100.";
    type = types.ints.between 1 100;
    default = 80;
    example = 90;
  };
  federation = switch "Federation" true "Whether it speaks with other servers.";
  invites = switch "Invitations" false "Whether users can invite others while sign-up is closed.";
  instagramImport = switch "Import from Instagram" false "Whether users can bring their posts from Instagram.";
}
