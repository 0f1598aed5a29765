// The page that `form.mjs` looks at: JSON Forms, of the schema and the UI schema beside it.
import { JsonForms } from "@jsonforms/react";
import { materialCells, materialRenderers } from "@jsonforms/material-renderers";
import { useState } from "react";
import { createRoot } from "react-dom/client";
import schema from "./form.json";
import uiSchema from "./json-forms.json";

const Page = () => {
  const [data, setData] = useState({});
  window.held = () => JSON.stringify(data);
  return (
    <JsonForms
      schema={schema}
      uischema={uiSchema}
      data={data}
      renderers={materialRenderers}
      cells={materialCells}
      onChange={(event) => setData(event.data)}
    />
  );
};
createRoot(document.getElementById("form")).render(<Page />);
