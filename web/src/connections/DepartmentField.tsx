import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { departmentsQuery } from "../departments/useDepartments";
import { Select } from "../ui/fields";
import { callWords } from "../words/callWords";

interface DepartmentFieldProps { label: string; description: ReactNode; error?: string; required: boolean; value: string; onValue: (value: string) => void }

/** Which department takes what comes in here. */
export function DepartmentField({ value, onValue, ...said }: DepartmentFieldProps) {
  const departments = useQuery(departmentsQuery).data ?? [];
  return <Select {...said} placeholder={callWords.department} data={departments.map((one) => ({ value: one.id, label: one.name }))} value={value || null} onChange={(next) => onValue(next ?? "")} clearable searchable />;
}
