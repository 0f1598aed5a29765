"""Hands what fedic makes of the catalogue, and of every case in `cases/schema`, to Python's
tools: validators, and Pydantic with models of two makers.

    judge.py FEDIC
"""

import importlib.util
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from jsonschema import Draft7Validator, Draft202012Validator
from pydantic import BaseModel, ValidationError

HERE = Path(__file__).resolve().parent
FEDIC = Path(sys.argv[1] if len(sys.argv) > 1 else HERE / "../../target/debug/fedic").resolve()
CASES = sorted((HERE / "../cases/schema").resolve().iterdir())
SCRATCH = Path(tempfile.mkdtemp(prefix="fedic-judges-"))
CATALOGUE = Path(shutil.copytree(HERE / "../../model/nix/catalogue", SCRATCH / "catalogue"))
TOOLS = Path(sys.executable).parent


def fedic(*words: str) -> str:
    run = subprocess.run([FEDIC, *words], cwd=CATALOGUE, capture_output=True, text=True, check=True)
    return run.stdout


CONFIGURATION = json.loads((CATALOGUE / "configuration.json").read_text())
PLAN = json.loads(fedic("plan", "--format", "json"))
BROKEN = [
    CONFIGURATION | {"stranger": 1},
    CONFIGURATION | {"domain": "no domain"},
    CONFIGURATION | {"domain": None},
    CONFIGURATION | {"mastodon": {"size": "enormous"}},
    CONFIGURATION | {"enable": "yes"},
    CONFIGURATION | {"hello": None},
    {name: value for name, value in CONFIGURATION.items() if name != "domain"},
]


def module(name: str, text: str):
    """A module of this text, imported."""
    file = SCRATCH / f"{name}.py"
    file.write_text(text)
    spec = importlib.util.spec_from_file_location(name, file)
    made = importlib.util.module_from_spec(spec)
    sys.modules[name] = made
    spec.loader.exec_module(made)
    return made


def complaints(*words) -> list[str]:
    run = subprocess.run([str(word) for word in words], capture_output=True, text=True)
    return [] if run.returncode == 0 else (run.stdout + run.stderr).splitlines()


def taken(model: type[BaseModel], value) -> bool:
    try:
        model.model_validate(value)
    except ValidationError:
        return False
    return True


def metaschema() -> list[str]:
    files = []
    for profile in ("input", "output", "form", "codegen"):
        file = SCRATCH / f"{profile}.json"
        file.write_text(fedic("schema", "--profile", profile))
        files += [file, *(case / f"{profile}.json" for case in CASES)]
    for of in ("plan", "diagnostics"):
        file = SCRATCH / f"{of}.json"
        file.write_text(fedic("schema", "--of", of))
        files.append(file)
    return complaints(TOOLS / "check-jsonschema", "--check-metaschema", *files)


def jsonschema_agrees() -> list[str]:
    said = []
    judges = [Draft202012Validator(json.loads(fedic("schema", "--profile", it))) for it in ("input", "form", "codegen")]
    judges.append(Draft7Validator(json.loads(fedic("schema", "--profile", "form", "--dialect", "draft-07"))))
    for judge in judges:
        said += [error.message for error in judge.iter_errors(CONFIGURATION)]
        said += [f"taken: {value}" for value in BROKEN if judge.is_valid(value)]
    output = Draft202012Validator(json.loads(fedic("schema", "--profile", "output")))
    said += [error.message for error in output.iter_errors(PLAN["configuration"])]
    plan = Draft202012Validator(json.loads(fedic("schema", "--of", "plan")))
    return said + [error.message for error in plan.iter_errors(PLAN)]


def our_models() -> list[str]:
    written = module("written", fedic("schema", "--format", "pydantic")).Configuration
    read = module("read", fedic("schema", "--format", "pydantic", "--profile", "output")).Configuration
    plan = module("plan", fedic("schema", "--of", "plan", "--format", "pydantic")).Plan
    module("diagnostics", fedic("schema", "--of", "diagnostics", "--format", "pydantic"))
    for case in CASES:
        module(case.name.replace("-", "_"), (case / "models.py").read_text())
    said = [f"taken: {value}" for value in BROKEN if taken(written, value)]
    for model, value in ((written, CONFIGURATION), (read, PLAN["configuration"]), (plan, PLAN)):
        made = model.model_validate(value)
        if made.model_dump(by_alias=True, exclude_unset=True) != value:
            said.append(f"{model.__name__} does not give back what it took")
    if written.model_validate({"domain": "a.example"}).mastodon is not None:
        said.append("what is absent has a value")
    return said


def their_models() -> list[str]:
    schema = SCRATCH / "codegen.json"
    schema.write_text(fedic("schema", "--profile", "codegen"))
    output = SCRATCH / "generated.py"
    said = complaints(
        TOOLS / "datamodel-codegen",
        *("--input", schema, "--input-file-type", "jsonschema"),
        *("--output", output, "--output-model-type", "pydantic_v2.BaseModel"),
    )
    if said:
        return said
    model = module("generated", output.read_text()).Configuration
    model.model_validate(CONFIGURATION)
    # It knows no strict types: what is no text for a flag has to be refused all the same.
    return [f"taken: {value}" for value in (BROKEN[0], BROKEN[1], BROKEN[3]) if taken(model, value)]


def openapi() -> list[str]:
    file = SCRATCH / "openapi.json"
    file.write_text(fedic("schema", "--format", "openapi"))
    return complaints(TOOLS / "openapi-spec-validator", file)


JUDGES = {
    "check-jsonschema takes every schema by its metaschema": metaschema,
    "jsonschema judges configurations and plans as fedic does": jsonschema_agrees,
    "our models of Pydantic take what is right, refuse what is not and give it back": our_models,
    "datamodel-code-generator makes models of the profile codegen": their_models,
    "openapi-spec-validator takes the OpenAPI document": openapi,
}
FAILURES = 0
for name, judge in JUDGES.items():
    try:
        found = judge()
    except Exception as error:  # whatever a tool throws is its verdict
        found = str(error).splitlines()
    FAILURES += bool(found)
    print("FAILED" if found else "ok    ", name)
    for line in found[:8]:
        print("      ", line)
print(f"{FAILURES} judges are not content" if FAILURES else "all judges are content")
sys.exit(1 if FAILURES else 0)
