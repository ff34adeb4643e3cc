import { useNavigate, useSearch } from "@tanstack/react-router";
import { SearchPage } from "../search/SearchPage";

export function SearchDoor() {
  const { query = "" } = useSearch({ strict: false }) as { query?: string };
  const navigate = useNavigate();
  return <SearchPage query={query} onQuery={(next) => void navigate({ to: "/search", search: next ? { query: next } : {}, replace: true })} />;
}
