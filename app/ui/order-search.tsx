import { Box, Icon, TextField } from "@shopify/polaris";
import { SearchIcon } from "@shopify/polaris-icons";
import { Form } from "@remix-run/react";
import { useState } from "react";
import { useWords } from "./use-words";

/** Finds one order by its number, in all tabs. */
export function OrderSearch({ search }: { search: string }) {
  const say = useWords();
  const [written, setWritten] = useState(search);
  return (
    <Box padding="300">
      <Form method="get" role="search">
        <TextField
          name="order"
          label={say("search.label")}
          labelHidden
          placeholder={say("search.placeholder")}
          prefix={<Icon source={SearchIcon} />}
          autoComplete="off"
          value={written}
          onChange={setWritten}
        />
      </Form>
    </Box>
  );
}
