// The commands of the palette.

import * as vscode from "vscode";
import { PlanView } from "./plan/view";
import type { Server } from "./server";
import { ValueView } from "./value";

export function registerCommands(context: vscode.ExtensionContext, server: Server): vscode.Disposable[] {
  const plan = new PlanView(context, server);
  const value = new ValueView(server);
  return [
    vscode.Disposable.from(plan, value),
    vscode.commands.registerCommand("fedic.showPlan", () => plan.show()),
    vscode.commands.registerCommand("fedic.showSchema", () => showSchema(server)),
    vscode.commands.registerCommand("fedic.showValue", () => value.show()),
    vscode.commands.registerCommand("fedic.explainCode", (code?: string) => explain(server, code)),
    vscode.commands.registerCommand("fedic.restart", () => server.restart()),
    vscode.commands.registerCommand("fedic.showOutput", () => {
      server.output.show();
    }),
  ];
}

/** The file in the active editor, else the first folder of the workspace. */
export function activeFile(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document.uri;
  return document?.scheme === "file" ? document : vscode.workspace.workspaceFolders?.[0]?.uri;
}

async function showSchema(server: Server): Promise<void> {
  const schema = await server.execute<unknown>("fedic.schema", activeFile()?.toString());
  const content = JSON.stringify(schema, undefined, 2);
  const document = await vscode.workspace.openTextDocument({ language: "json", content });
  await vscode.window.showTextDocument(document, { preview: true });
}

async function explain(server: Server, code: string | undefined): Promise<void> {
  const wanted =
    code ??
    (await vscode.window.showInputBox({
      title: "Explain a Code",
      prompt: "The code of a diagnostic",
      placeHolder: "F0301",
      validateInput: (text) => (/^F\d{4}$/.test(text) ? undefined : "An `F` and four digits"),
    }));
  if (wanted === undefined) {
    return;
  }
  const page = await server.execute<string>("fedic.explain", wanted);
  const document = await vscode.workspace.openTextDocument({ language: "markdown", content: page ?? "" });
  await vscode.commands.executeCommand("markdown.showPreview", document.uri);
}
