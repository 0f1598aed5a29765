// Tasks that run fedic in a terminal; what `check` finds goes to the problems panel.

import * as vscode from "vscode";
import { program } from "./program";

const commands = { check: ["check", "--format", "short"], plan: ["plan"], test: ["test"] };

export function registerTasks(context: vscode.ExtensionContext): vscode.Disposable {
  return vscode.tasks.registerTaskProvider("fedic", {
    provideTasks: () =>
      (vscode.workspace.workspaceFolders ?? []).flatMap((folder) =>
        Object.entries(commands).map(([command, args]) => task(context, folder, command, args)),
      ),
    resolveTask: (given) => {
      const command: unknown = given.definition["command"];
      const args = Object.entries(commands).find(([name]) => name === command)?.[1];
      const folder = vscode.workspace.workspaceFolders?.[0];
      return args === undefined || folder === undefined
        ? undefined
        : task(context, folder, String(command), args, given.definition);
    },
  });
}

function task(
  context: vscode.ExtensionContext,
  folder: vscode.WorkspaceFolder,
  command: string,
  args: string[],
  definition: vscode.TaskDefinition = { type: "fedic", command },
): vscode.Task {
  const execution = new vscode.ProcessExecution(program(context), args, { cwd: folder.uri.fsPath });
  const made = new vscode.Task(definition, folder, command, "fedic", execution, command === "check" ? "$fedic" : []);
  made.group = command === "test" ? vscode.TaskGroup.Test : vscode.TaskGroup.Build;
  return made;
}
