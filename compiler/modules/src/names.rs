//! Attribute names of the module system that the evaluator itself does not know.

use fedic_eval::{Evaluator, Sym};

macro_rules! names {
    ($($field:ident $text:literal;)*) => {
        /// The names, as symbols of one evaluation.
        pub(crate) struct Names { $(pub(crate) $field: Sym,)* }

        impl Names {
            pub(crate) fn new(ev: &Evaluator<'_>) -> Names {
                Names { $($field: ev.sym($text),)* }
            }
        }
    };
}

names! {
    description_class "descriptionClass"; empty_value "emptyValue"; sub_options "getSubOptions";
    sub_modules "getSubModules"; subst "substSubModules"; type_merge "typeMerge"; deprecation "deprecationMessage";
    bin_op "binOp"; elem_type "elemType"; lazy "lazy"; placeholder "placeholder"; values "values"; sep "sep";
    tags "tags"; static_modules "staticModules"; shorthand "shorthandOnlyDefinesConfig";
    left "left"; right "right"; coerced_type "coercedType"; final_type "finalType"; freeform "freeformType";
    coherent "isV2MergeCoherent"; head_error "headError"; value_meta "valueMeta"; message "message";
    list "list"; attrs "attrs"; configuration "configuration"; internal "_internal"; wildcard "*";
    definitions "definitions"; files "files"; defs_with_locations "definitionsWithLocations"; is_defined "isDefined";
    highest_prio "highestPrio"; declarations "declarations"; declaration_positions "declarationPositions";
    extend_modules "extendModules"; graph "graph"; module_type "moduleType"; disabled "disabled";
    defs_final "defsFinal"; defs_final_prime "defsFinal'"; merged_value "mergedValue";
    optional_value "optionalValue"; checked_and_merged "checkedAndMerged"; matched_options "matchedOptions";
    unmatched_defns "unmatchedDefns";
    modules_path "modulesPath"; type_ "type";
    freeform_options "_freeformOptions"; closed "closed"; arguments "arguments"; module "module";
}
