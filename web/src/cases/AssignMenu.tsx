import { Menu } from "@mantine/core";
import type { ReactNode } from "react";
import type { CaseRow } from "../api/types";
import { useDepartments } from "../departments/useDepartments";
import { mayWrite, useMe, useTeammates } from "../team/useMe";
import { Avatar } from "../ui/Avatar";
import { words } from "../words/words";
import styles from "./caseActs.module.css";
import { useCaseActs } from "./useCaseActs";

interface AssignMenuProps { kase: CaseRow; open: boolean; onOpen: (open: boolean) => void; children: ReactNode }

export function AssignMenu({ kase, open, onOpen, children }: AssignMenuProps) {
  const { teammate } = useMe();
  const team = useTeammates().filter((other) => other.state === "active" && mayWrite(other.role) && other.id !== teammate.id);
  const departments = useDepartments();
  const acts = useCaseActs(kase.number);

  return (
    <Menu opened={open} onChange={onOpen} position="bottom-end" width={260}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{words.case.assignTitle}</Menu.Label>
        <div className={styles.scroll}>
          {kase.ownerId !== teammate.id && (
            <Menu.Item leftSection={<Avatar name={teammate.name} seed={teammate.id} picture={teammate.pictureUrl} size={22} />} onClick={() => acts.assign(teammate.id, teammate.name, teammate.pictureUrl)}>{words.case.take}</Menu.Item>
          )}
          {team.map((other) => (
            <Menu.Item key={other.id} disabled={other.id === kase.ownerId} leftSection={<Avatar name={other.name} seed={other.id} picture={other.pictureUrl} size={22} />}
              rightSection={other.away ? <span className={styles.time}>{words.case.awayNow}</span> : null} onClick={() => acts.assign(other.id, other.name, other.pictureUrl)}>{other.name}</Menu.Item>
          ))}
          {kase.ownerId && <Menu.Item onClick={acts.giveBack}>{words.case.giveBack}</Menu.Item>}
          {departments.length > 1 && <Menu.Label>{words.navigation.departmentsTitle}</Menu.Label>}
          {departments.length > 1 && departments.map((department) => (
            <Menu.Item key={department.id} disabled={department.id === kase.departmentId} onClick={() => acts.toDepartment(department.id, department.name)}>{department.name}</Menu.Item>
          ))}
        </div>
      </Menu.Dropdown>
    </Menu>
  );
}
