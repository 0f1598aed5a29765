# What an operator can set about Mastodon.
{ lib }:
let
  inherit (lib) types;
  shapes = import ../../options.nix { inherit lib; };
  shared = import ../shared.nix { inherit lib; };
  inherit (shapes) option switch;
in
{
  enable = shapes.enable "Run Mastodon" "Mastodon";
  inherit (shared.options) hostname mailFrom admin;

  registrations = option {
    title = "Who may sign up";
    description = "Whether new people can make an account: nobody, who is approved by a moderator, or everybody.";
    type = types.enum [
      "closed"
      "approval"
      "open"
    ];
    default = "approval";
    example = "closed";
  };
  singleUser = switch "Only one user" false "Whether the instance is for one person, whose profile is its first page.";
  limitedFederation = switch "Only chosen servers" false "Whether it speaks only with servers that a moderator allowed.";
  authorizedFetch = switch "Signed requests only" false "Whether other servers must sign what they ask for, so that blocked ones get nothing.";
  locale = option {
    title = "Language";
    description = "The language that people see before they choose; null is that of their browser.";
    type = types.nullOr (types.strMatching "[a-z]{2,3}(-[A-Z]{2})?");
    default = null;
    example = "nl";
  };
  emailDomains = option {
    title = "Domains of e-mail addresses";
    description = "Whose addresses people can sign up with; none are all.";
    type = types.listOf shapes.types.hostname;
    default = [ ];
    example = [ "example.org" ];
  };
  mediaRetentionDays = option {
    title = "Days to keep others' media";
    unit = "days";
    description = "How long copies of media from other servers are kept; null keeps them.";
    type = types.nullOr types.ints.positive;
    default = 30;
    example = 7;
  };
  maxSessions = option {
    title = "Sessions of a user";
    description = "On how many devices a user can be logged in at once.";
    type = types.ints.positive;
    default = 10;
    example = 20;
  };
  size = option {
    description = "How many people use it: some dozens, some hundreds, or thousands.";
    type = types.enum [
      "small"
      "medium"
      "large"
    ];
    default = "small";
    example = "medium";
  };
  search = option {
    title = "Search in all posts";
    description = "A server of Elasticsearch that makes posts searchable; null is without.";
    type = types.nullOr (
      types.submodule {
        options = {
          host = shapes.domain "Server" "search.example.org" "The name of the server.";
          port = shapes.port 9200 "The port of the server.";
          preset = option {
            title = "Kind of cluster";
            description = "How the index is spread.";
            type = types.enum [
              "single_node_cluster"
              "small_cluster"
              "large_cluster"
            ];
            default = "single_node_cluster";
            example = "small_cluster";
          };
        };
      }
    );
    default = null;
    example.host = "search.example.org";
  };
}
