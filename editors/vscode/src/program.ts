// Where the program is: the setting, else the one that the extension brings along, else the
// one on the `PATH`.

import { existsSync } from "node:fs";
import * as path from "node:path";
import * as vscode from "vscode";

export function program(context: vscode.ExtensionContext): string {
  const configured = vscode.workspace.getConfiguration("fedic").get("path", "").trim();
  if (configured !== "") {
    return configured;
  }
  const name = process.platform === "win32" ? "fedic.exe" : "fedic";
  const bundled = path.join(context.extensionPath, "bin", name);
  return existsSync(bundled) ? bundled : "fedic";
}
